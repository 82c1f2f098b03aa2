/** The claims of a token against the client that signed it. RFC 7519 4.1; CDS Hooks, Trusting CDS Clients */
import type { AuthenticationRefusal } from '../../model/authentication.js';
import type { ClientAuthentication } from '../../model/configuration.js';
import type { UnverifiedToken } from './bearer-token.js';
import { refuse } from './refuse.js';

type Claims = UnverifiedToken['claims'];

/** What tells one token of an issuer from all others, and until when it could be used. */
export interface TokenIdentity {
  readonly jti: string;
  /** Seconds since 1970, clock skew included. */
  readonly usableUntil: number;
}

interface Clock {
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly skewSeconds: number;
}

/** Bounds how long a used token must be remembered; EHRs give theirs 5 to 15 minutes. */
const maxLifetimeSeconds = 60 * 60;

/** Throws NOT_AUTHENTICATED. That the issuer is the client's must be known. */
export function checkClaims(
  claims: Claims,
  { subject, audiences, clockSkewSeconds }: ClientAuthentication,
  at: Date,
): TokenIdentity {
  const clock = { seconds: Math.floor(at.getTime() / 1000), skewSeconds: clockSkewSeconds };
  const refusal = partiesRefusal(claims, { subject, audiences }) ?? timesRefusal(claims, clock);
  if (refusal !== undefined) {
    throw refuse(refusal);
  }
  return identify(claims, clock);
}

function partiesRefusal(
  { sub, aud }: Claims,
  { subject, audiences }: Pick<ClientAuthentication, 'audiences'> & { subject: string | undefined },
): AuthenticationRefusal | undefined {
  if (subject !== undefined && sub !== subject) {
    return 'subject';
  }
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return audiences.some((audience) => named.includes(audience)) ? undefined : 'audience';
}

function timesRefusal(
  { iat, nbf, exp }: Claims,
  { seconds, skewSeconds }: Clock,
): AuthenticationRefusal | undefined {
  if (!isNumberOrAbsent(iat) || !isNumberOrAbsent(nbf)) {
    return 'claims';
  }
  if (nbf !== undefined && nbf > seconds + skewSeconds) {
    return 'not-yet-valid';
  }
  if (!isNumberOrAbsent(exp)) {
    return 'claims';
  }
  return exp !== undefined && exp <= seconds - skewSeconds ? 'expired' : undefined;
}

/** JSON can write numbers that are infinite here. */
function identify(
  { iat, exp, nbf = 0, jti }: Claims,
  { seconds, skewSeconds }: Clock,
): TokenIdentity {
  if (!isFinite(iat) || !isFinite(exp) || !isFinite(nbf) || typeof jti !== 'string' || jti === '') {
    throw refuse('claims');
  }
  if (iat > seconds + skewSeconds) {
    throw refuse('not-yet-valid');
  }
  if (exp <= iat || exp - iat > maxLifetimeSeconds) {
    throw refuse('lifetime');
  }
  return { jti, usableUntil: Math.ceil(exp + skewSeconds) };
}

function isNumberOrAbsent(value: unknown): value is number | undefined {
  return value === undefined || typeof value === 'number';
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}
