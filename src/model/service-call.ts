import type { CdsRequest } from './cds-hooks.js';
import type { Client } from './client.js';
import type { TakeNotes } from './request-summary.js';
import type { FhirAccess } from './stages.js';
import type { EvaluateRequest } from './smart-app.js';

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

/** A well-formed request of the SMART app, for the client whose EHR it names; its access token is yet to be proven. */
export interface AppCall extends Pick<ServiceCall, 'client' | 'elapsedMs' | 'note' | 'signal'> {
  readonly request: EvaluateRequest;
  /** Of the EHR; never kept. */
  readonly accessToken: string;
  /** For proving it. */
  readonly fhirAccess: FhirAccess;
}
