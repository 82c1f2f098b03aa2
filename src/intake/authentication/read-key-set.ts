/** From a JWK set of unknown making to a search in its usable keys. RFC 7517 */
import { KeyObject } from 'node:crypto';
import { createLocalJWKSet, type JWK } from 'jose';
import type { SignatureAlgorithm } from '../../model/configuration.js';

/** What the header of a token says of the key. */
export interface KeyName {
  readonly alg: SignatureAlgorithm;
  readonly kid: string;
}

/** The public key of a name, fit for its algorithm; undefined when there is none, more than one, or none that works. */
export type FindKey = (name: KeyName) => Promise<KeyObject | undefined>;

const asymmetricTypes = new Set<unknown>(['RSA', 'EC', 'OKP']);
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const publicMembers = ['kty', 'kid', 'alg', 'use', 'key_ops', 'crv', 'x', 'y', 'n', 'e'];

/**
 * A search in the public asymmetric keys that have a `kid`. Other members of the set are passed over, as RFC 7517 5
 * asks for; a key with private members is not to be trusted. Undefined when this is no JWK set.
 */
export function readKeySet(json: unknown): FindKey | undefined {
  if (!isObject(json) || !Array.isArray(json['keys'])) {
    return undefined;
  }
  const keys: readonly unknown[] = json['keys'];
  const search = createLocalJWKSet({ keys: keys.filter(isUsable).map(toPublicKey) });
  return async (name) => {
    try {
      return KeyObject.from(await search({ ...name }));
    } catch {
      // Whatever is wrong with the key, there is none to verify with; the caller refuses the token for it.
      return undefined;
    }
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUsable(key: unknown): key is Readonly<Record<string, unknown>> & { kty: string } {
  return (
    isObject(key) &&
    asymmetricTypes.has(key['kty']) &&
    typeof key['kid'] === 'string' &&
    !privateMembers.some((member) => Object.hasOwn(key, member))
  );
}

function toPublicKey(key: Readonly<Record<string, unknown>> & { kty: string }): JWK {
  const members = publicMembers.filter((member) => Object.hasOwn(key, member));
  return { kty: key.kty, ...Object.fromEntries(members.map((member) => [member, key[member]])) };
}
