/** The token of an Authorization header, its signature not yet judged. RFC 6750 2.1, RFC 7515 7.1 */
import { refuse } from './refuse.js';

export interface UnverifiedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over: header and claims as they came. RFC 7515 5.1 */
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
}

const maxHeaderLength = 16 * 1024;
/** The signature may be empty here, so that an unsigned token is refused for its algorithm. */
const bearer = /^Bearer +([\w-]+)\.([\w-]+)\.([\w-]*)$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

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
  const [, header, claims, signature] = bearer.exec(authorizationHeader) ?? [];
  if (header === undefined || claims === undefined || signature === undefined) {
    throw refuse('malformed');
  }
  return {
    header: decodeObject(header),
    claims: decodeObject(claims),
    signingInput: Buffer.from(`${header}.${claims}`, 'latin1'),
    signature: decodeSegment(signature),
  };
}

/** Takes canonical base64url alone, so that one token has one spelling: decoders take more (RFC 4648 3.5). */
function decodeSegment(segment: string): Buffer {
  const bytes = Buffer.from(segment, 'base64url');
  if (bytes.toString('base64url') !== segment) {
    throw refuse('malformed');
  }
  return bytes;
}

function decodeObject(segment: string): Readonly<Record<string, unknown>> {
  const json = parseJson(decodeSegment(segment));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw refuse('malformed');
  }
  return json as Readonly<Record<string, unknown>>;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw refuse('malformed');
  }
}
