/** The token of an Authorization header, its signature not yet judged. RFC 6750 2.1, RFC 7515 7.1 */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { refuse } from './refuse.js';

export interface UnverifiedToken {
  readonly compact: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

const maxHeaderLength = 16 * 1024;
/** The signature may be empty here, so that an unsigned token is refused for its algorithm. */
const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i;

/** Throws NOT_AUTHENTICATED: no-token or malformed. */
export function readBearerToken(authorizationHeader: string | undefined): UnverifiedToken {
  if (authorizationHeader === undefined || authorizationHeader === '') {
    throw refuse('no-token');
  }
  if (authorizationHeader.length > maxHeaderLength) {
    throw refuse('malformed');
  }
  if (!/^Bearer(?: |$)/i.test(authorizationHeader)) {
    throw refuse('no-token');
  }
  const compact = bearer.exec(authorizationHeader)?.[1];
  if (compact === undefined || !compact.split('.').every(isCanonicalBase64Url)) {
    throw refuse('malformed');
  }
  return { compact, ...decodeToken(compact) };
}

/** So that one token has one spelling: decoders take more than one (RFC 4648 3.5). */
function isCanonicalBase64Url(segment: string): boolean {
  return Buffer.from(segment, 'base64url').toString('base64url') === segment;
}

function decodeToken(compact: string): Pick<UnverifiedToken, 'header' | 'claims'> {
  try {
    return { header: decodeProtectedHeader(compact), claims: decodeJwt(compact) };
  } catch {
    throw refuse('malformed');
  }
}
