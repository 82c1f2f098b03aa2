import type { StartedServer } from '../measure/start-server.js';

/** Each answer of a slow FHIR server; two in a row stay below the deadline of a request. */
export const slowLatencyMs = 1500;

export interface FetchBench {
  readonly service: StartedServer;
  readonly url: string;
  /** PEM. */
  readonly authority: string;
  readonly base: (latencyMs: number) => string;
  /** Signed by the EHR whose charts are fast to fetch. */
  readonly sign: (count: number) => readonly string[];
  /** Signed by the one whose charts are slow. */
  readonly signSlow: (count: number) => readonly string[];
}
