import type { CdsRequest } from './cds-hooks.js';
import type { Client } from './client.js';
import type { TakeNotes } from './request-summary.js';

/** A well-formed request of a registered client for one of our services. */
export interface ServiceCall {
  readonly serviceId: string;
  readonly request: CdsRequest;
  readonly client: Client;
  /** The id this request has in logs and audit trail. */
  readonly callId: string;
  /** Milliseconds since it arrived. */
  readonly elapsedMs: () => number;
  readonly note: TakeNotes;
  /** Aborts when the caller has gone away. */
  readonly signal: AbortSignal;
}
