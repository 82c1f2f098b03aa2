/** Which addresses a connection may go to. The special-purpose ranges are IANA's (RFC 6890), as ipaddr.js knows them. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where a server registered as private may stand. Never link-local: there the clouds hand out credentials. */
const privateRanges = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'loopback']);

/** The same service of a cloud at addresses outside the link-local range: Azure, Alibaba, AWS, Google. */
const metadataAddresses = new Set([
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
  'fd20:ce::254',
]);

/** All IPv6 addresses that are public today: https://www.iana.org/assignments/ipv6-unicast-address-assignments */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** The well-known prefix of NAT64; in other prefixes the IPv4 address may stand elsewhere (RFC 6052, RFC 8215). */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * Whether an IP address may be connected to: a public one, or, for servers registered as private, also one of a private
 * network or of this machine. Addresses that carry an IPv4 address (mapped, NAT64, 6to4) are judged by that one.
 */
export function isAllowedAddress(address: string, isPrivate: boolean): boolean {
  // A zone names an interface of this machine; no public address has one.
  if (address.includes('%') || isIP(address) === 0) return false;
  const judged = carried(ipaddr.process(address));
  if (metadataAddresses.has(judged.toString())) return false;
  return isPublic(judged) || (isPrivate && privateRanges.has(judged.range()));
}

type Address = ReturnType<typeof ipaddr.process>;

function carried(address: Address): Address {
  if (address.kind() === 'ipv4') return address;
  const bytes = address.toByteArray();
  if (address.match(nat64)) return ipaddr.fromByteArray(bytes.slice(12));
  if (address.range() === '6to4') return ipaddr.fromByteArray(bytes.slice(2, 6));
  return address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(globalUnicast);
}
