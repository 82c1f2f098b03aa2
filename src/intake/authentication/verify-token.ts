/** Signature and claims of a token against one client. RFC 7515, RFC 7519; CDS Hooks, Trusting CDS Clients */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { AppError } from '../../errors/app-error.js';
import type { AuthenticationRefusal } from '../../model/authentication.js';
import type { ClientAuthentication } from '../../model/configuration.js';
import { refuse } from './refuse.js';

/** What tells one token of an issuer from all others, and until when it could be used. */
export interface TokenIdentity {
  readonly jti: string;
  /** Seconds since 1970, clock skew included. */
  readonly usableUntil: number;
}

/** Bounds how long a used token must be remembered; EHRs give theirs 5 to 15 minutes. */
const maxLifetimeSeconds = 60 * 60;

const refusalByClaim: Readonly<Record<string, AuthenticationRefusal>> = {
  iss: 'unknown-issuer',
  aud: 'audience',
  sub: 'subject',
  nbf: 'not-yet-valid',
};

/**
 * Throws NOT_AUTHENTICATED with the reason; what `getKey` throws goes through. Claims are judged after the signature,
 * so that only a client learns (in its operator's log) what is wrong with them.
 */
export async function verifyToken(
  compact: string,
  getKey: JWTVerifyGetKey,
  { authentication, at }: { readonly authentication: ClientAuthentication; readonly at: Date },
): Promise<TokenIdentity> {
  const { issuer, audiences, subject, algorithms, clockSkewSeconds } = authentication;
  try {
    const { payload } = await jwtVerify(compact, getKey, {
      algorithms: [...algorithms],
      issuer,
      audience: [...audiences],
      ...(subject !== undefined && { subject }),
      clockTolerance: clockSkewSeconds,
      currentDate: at,
    });
    return checkClaims(payload, clockSkewSeconds, at);
  } catch (error) {
    throw error instanceof AppError ? error : refuse(refusalOf(error));
  }
}

/** What the JWT library leaves open: presence of iat, exp and jti, iat in the future, the lifetime, infinite numbers. */
function checkClaims(
  { iat, exp, nbf = 0, jti }: JWTPayload,
  skewSeconds: number,
  at: Date,
): TokenIdentity {
  if (!isFinite(iat) || !isFinite(exp) || !isFinite(nbf) || typeof jti !== 'string' || jti === '') {
    throw refuse('claims');
  }
  if (iat > Math.floor(at.getTime() / 1000) + skewSeconds) {
    throw refuse('not-yet-valid');
  }
  if (exp <= iat || exp - iat > maxLifetimeSeconds) {
    throw refuse('lifetime');
  }
  return { jti, usableUntil: Math.ceil(exp + skewSeconds) };
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function refusalOf(error: unknown): AuthenticationRefusal {
  if (error instanceof errors.JWTExpired) {
    return 'expired';
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.reason === 'invalid' ? 'claims' : (refusalByClaim[error.claim] ?? 'claims');
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return 'signature';
  }
  // Anything but an error of the library is about the key: its type or size does not fit the algorithm.
  return error instanceof errors.JOSEError ? 'malformed' : 'unknown-key';
}
