/** Name resolution that only yields addresses which may be connected to. */
import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { failureOf } from './failure-of.js';
import { OutboundError } from './outbound-error.js';
import { isAllowedAddress } from './public-address.js';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** As the operating system resolves names, its hosts file included. */
export const resolveBySystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/**
 * The `lookup` of a socket: what it yields is what the socket connects to, so a name that resolves differently the next
 * time gains nothing. One address that is not allowed condemns the name, whatever else it resolves to.
 */
export function guardedLookup(resolve: Resolve, isPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        const areAllowed = addresses.every(({ address }) => isAllowedAddress(address, isPrivate));
        if (first === undefined || !areAllowed) callback(new OutboundError('address'), []);
        else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(new OutboundError(failureOf(error)), []);
      },
    );
  };
}

/** Whether the host of a URL is an IP address that must not be connected to: sockets do not look such hosts up. */
export function isForbiddenLiteral(hostname: string, isPrivate: boolean): boolean {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(literal) !== 0 && !isAllowedAddress(literal, isPrivate);
}
