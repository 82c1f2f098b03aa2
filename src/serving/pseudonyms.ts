import { createHmac } from 'node:crypto';
import type { Pseudonym } from '../model/audit.js';

/**
 * Pseudonyms by HMAC-SHA-256 (RFC 2104), 43 characters of base64url: the same patient of the same client is the same
 * pseudonym for as long as the key stays, and without the key nobody can try ids out.
 */
export function createPseudonym(key: Uint8Array): Pseudonym {
  return (kind, clientId, id) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, clientId, id]))
      .digest('base64url');
}
