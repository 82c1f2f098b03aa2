import type { OutboundFailure } from './outbound.js';

/** Why a request was not authenticated: for logs and metrics, never for the caller. */
export type AuthenticationRefusal =
  /** No Authorization header, or another scheme than Bearer. */
  | 'no-token'
  | 'malformed'
  | 'unknown-issuer'
  | 'unknown-tenant'
  /** Signed by the key of the public CDS Hooks sandbox, which everybody has. */
  | 'public-test-key'
  | 'algorithm'
  | 'jku'
  /** No `kid`, or no usable key with it in the client's key set. */
  | 'unknown-key'
  /** The key set could not be fetched or read, and no recent one is at hand. */
  | 'keys-unavailable'
  | 'signature'
  /** A required claim is missing or of the wrong type. */
  | 'claims'
  | 'audience'
  | 'subject'
  | 'expired'
  | 'not-yet-valid'
  /** Valid for longer than a token may be. */
  | 'lifetime'
  | 'replayed'
  /** Neither store nor memory can remember the token, so its replay could not be refused. */
  | 'replay-memory-full'
  /** The EHR does not let the access token of the SMART app read the patient. */
  | 'access-token-refused';

/** What came of asking for a key set. malformed: also JSON that is no key set. */
export type KeyFetchOutcome = 'fetched' | OutboundFailure;

/** Why the memory of this process alone decided whether a token is new. */
export type ReplayFallback = 'failed' | 'timeout' | 'paused';
