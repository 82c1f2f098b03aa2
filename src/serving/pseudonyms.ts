import { createHmac } from 'node:crypto';

/** Whose name is hidden. */
export type PseudonymKind = 'patient' | 'hook-instance';

export type Pseudonym = (kind: PseudonymKind, clientId: string, value: string) => string;

/**
 * Pseudonyms by HMAC-SHA-256 (RFC 2104), 43 characters of base64url: the same patient of the same client is the same
 * pseudonym for as long as the key stays, and without the key nobody can try ids out.
 */
export function createPseudonym(key: Uint8Array): Pseudonym {
  return (kind, clientId, value) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, clientId, value]))
      .digest('base64url');
}
