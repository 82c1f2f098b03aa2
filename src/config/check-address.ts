/** Addresses of servers in a configuration. Problems never show an address: it may hold a password. */
import ipaddr from 'ipaddr.js';
import { isAllowedAddress } from '../outbound/public-address.js';
import type { Path } from '../yaml/yaml-document.js';
import type { Reading } from './reading.js';

export interface AddressRules {
  readonly reading: Reading;
  readonly at: Path;
  /** How problems call the address. */
  readonly name: string;
  readonly mayHaveQuery?: boolean;
}

/** The address parsed; undefined, with a problem told, where it is not a plain https address. */
export function checkHttpsAddress(
  text: string,
  { reading, at, name, mayHaveQuery = false }: AddressRules,
): URL | undefined {
  const fault = faultOf(text, mayHaveQuery);
  if (fault === undefined) return new URL(text);
  reading.problem(at, `${name} ${fault}.`);
  return undefined;
}

function faultOf(text: string, mayHaveQuery: boolean): string | undefined {
  if (/[\s\\]/.test(text) || !URL.canParse(text)) return 'must be a full https address';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:') {
    return 'must begin with https://, because charts, keys and tokens pass over it';
  }
  if (username !== '' || password !== '') return 'must not hold a user or password';
  if (text.includes('#')) return 'must not have a fragment (#)';
  if (text.includes('?') && !mayHaveQuery) return 'must not have a query (?)';
  return undefined;
}

/**
 * Tells a problem where an address names, by number, a place that may not be connected to. Names are looked at again
 * when they are resolved.
 */
export function checkPrivateAddress(
  url: URL,
  isPrivate: boolean,
  { reading, at, name }: AddressRules,
): void {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const address = /(^|\.)localhost$/.test(host) ? '127.0.0.1' : host;
  if (!ipaddr.isValid(address) || isAllowedAddress(address, isPrivate)) return;
  reading.problem(
    at,
    isAllowedAddress(address, true)
      ? `${name} has a private address: add \`private: true\` if it stands in your own network.`
      : `${name} has a link-local or reserved address, at which no such server stands.`,
  );
}

/** Without slashes at the end. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
