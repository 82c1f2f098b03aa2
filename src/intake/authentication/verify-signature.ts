/** Signatures of tokens. By node:crypto and synchronously: a third of what WebCrypto takes. RFC 7518 3, RFC 8037 3.1 */
import { constants, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';
import type { SignatureAlgorithm } from '../../model/configuration.js';
import { refuse } from './refuse.js';
import type { UnverifiedToken } from './bearer-token.js';

interface Scheme {
  /** Undefined where the algorithm has its own. */
  readonly digest: string | undefined;
  readonly parameters: Omit<VerifyKeyObjectInput, 'key'>;
}

const minRsaBits = 2048;

const rsa = { padding: constants.RSA_PKCS1_PADDING };
const rsaPss = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
};
const ecdsa = { dsaEncoding: 'ieee-p1363' } as const;

const schemes: Readonly<Record<SignatureAlgorithm, Scheme>> = {
  RS256: { digest: 'sha256', parameters: rsa },
  RS384: { digest: 'sha384', parameters: rsa },
  RS512: { digest: 'sha512', parameters: rsa },
  PS256: { digest: 'sha256', parameters: rsaPss },
  PS384: { digest: 'sha384', parameters: rsaPss },
  PS512: { digest: 'sha512', parameters: rsaPss },
  ES256: { digest: 'sha256', parameters: ecdsa },
  ES384: { digest: 'sha384', parameters: ecdsa },
  ES512: { digest: 'sha512', parameters: ecdsa },
  EdDSA: { digest: undefined, parameters: {} },
};

/** Throws NOT_AUTHENTICATED: signature, or unknown-key when the key is too weak. The key must be one for `algorithm`. */
export function verifySignature(
  { signingInput, signature }: UnverifiedToken,
  algorithm: SignatureAlgorithm,
  key: KeyObject,
): void {
  if (isWeak(key)) {
    throw refuse('unknown-key');
  }
  const { digest, parameters } = schemes[algorithm];
  if (!isVerified(() => verify(digest, signingInput, { ...parameters, key }, signature))) {
    throw refuse('signature');
  }
}

function isWeak(key: KeyObject): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return key.asymmetricKeyType === 'rsa' && bits < minRsaBits;
}

/** Some signatures make the cryptographic library throw instead. */
function isVerified(attempt: () => boolean): boolean {
  try {
    return attempt();
  } catch {
    return false;
  }
}
