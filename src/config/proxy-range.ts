import ipaddr from 'ipaddr.js';

/** The widest private networks: 10.0.0.0/8 and fc00::/7. */
const widest = { ipv4: 8, ipv6: 7 } as const;

/** What is wrong with an address or CIDR range of trusted proxies, or undefined. */
export function proxyRangeFault(text: string): string | undefined {
  const [address = '', bits, ...more] = text.split('/');
  const isFour = ipaddr.IPv4.isValidFourPartDecimal(address);
  const isSix =
    !isFour && address.includes(':') && !address.includes('%') && ipaddr.isValid(address);
  if ((!isFour && !isSix) || more.length > 0) {
    return 'must be an IP address, or a range such as 10.1.0.0/16; names are not looked up';
  }
  if (isSix && ipaddr.IPv6.parse(address).isIPv4MappedAddress()) {
    return 'must be written as the IPv4 address that it is';
  }
  if (bits === undefined) return undefined;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (isFour ? 32 : 128)) {
    return 'must have a length after the slash that such addresses can have';
  }
  return Number(bits) < widest[isFour ? 'ipv4' : 'ipv6']
    ? 'is wider than any private network: nearly everyone would be trusted as a proxy'
    : undefined;
}
