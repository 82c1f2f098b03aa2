/** Which keys may verify tokens: public, asymmetric, strong, and of use with an algorithm that is accepted. */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { PublicKey, SignatureAlgorithm } from '../model/configuration.js';

/** Members that only private and symmetric keys have. RFC 7518, 6.2.2, 6.3.2 and 6.4; RFC 8037. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const minRsaBits = 2048;

const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

const curveAlgorithms: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
  Ed25519: 'EdDSA',
};

/** What is wrong with a key, to follow its name in a sentence, or undefined. Tells members, never their values. */
export function publicKeyFault(
  key: PublicKey,
  algorithms: readonly SignatureAlgorithm[],
): string | undefined {
  if (key.kty === 'oct') {
    return 'is a shared secret (kty oct): whoever can check such a signature can also make it';
  }
  const secretMembers = privateMembers.filter((member) => member in key);
  if (secretMembers.length > 0) {
    return `is a private key (${secretMembers.join(', ')}): remove it everywhere and give its public half`;
  }
  const parsed = parsedKey(key);
  if (parsed === undefined) return 'is not a public JSON Web Key that can be used';
  if (parsed.asymmetricKeyType === 'rsa' && bitsOf(parsed) < minRsaBits) {
    return `is an RSA key of fewer than ${minRsaBits} bits`;
  }
  if (key['use'] !== undefined && key['use'] !== 'sig') return 'is not for signatures (`use`)';
  const fitting = algorithmsOf(key).filter(
    (name) => key['alg'] === undefined || key['alg'] === name,
  );
  return algorithms.some((name) => fitting.includes(name))
    ? undefined
    : 'fits no algorithm that is accepted (`kty`, `crv`, `alg`)';
}

function algorithmsOf({ kty, ...members }: PublicKey): readonly string[] {
  if (kty === 'RSA') return rsaAlgorithms;
  const algorithm = curveAlgorithms[String(members['crv'])];
  return algorithm === undefined ? [] : [algorithm];
}

function bitsOf(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}

function parsedKey(key: PublicKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}
