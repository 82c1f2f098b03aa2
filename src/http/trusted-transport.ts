import { BlockList, isIP, isIPv6 } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { RequestHandler } from 'express';
import { AppError } from '../errors/app-error.js';

/**
 * Lets through what came over TLS, or from a proxy that ends TLS in front of this process; a token that arrived in
 * the clear is not to be used. `trustedProxies` are addresses and CIDR ranges; undefined lets everything through.
 */
export function requireTrustedTransport(
  trustedProxies: readonly string[] | undefined,
): RequestHandler {
  const trusted = toBlockList(trustedProxies ?? []);
  return (request, _response, next) => {
    const { socket, headers } = request;
    const isEncrypted = (socket as Partial<TLSSocket>).encrypted === true;
    if (trustedProxies !== undefined && !isEncrypted) {
      if (!contains(trusted, socket.remoteAddress ?? '')) {
        throw notTrusted('The connection comes from an address that is not in trustedProxies.');
      }
      // A proxy that says nothing of the protocol is one that speaks TLS only.
      if ((headers['x-forwarded-proto'] ?? 'https') !== 'https') {
        throw notTrusted('X-Forwarded-Proto says something else than https.');
      }
    }
    next();
  };
}

function notTrusted(problem: string): AppError {
  return new AppError('TRANSPORT_NOT_TRUSTED', { problem });
}

function toBlockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  // A dual-stack socket shows IPv4 peers as IPv4-mapped addresses.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) !== 0 && list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
