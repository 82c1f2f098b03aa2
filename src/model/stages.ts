/** The signatures by which the stages meet in pipeline.ts. */
import type { Card, CdsRequest } from './cds-hooks.js';
import type { Chart } from './chart.js';
import type { CardPresentation } from './configuration.js';
import type { Evaluation } from './evaluation.js';
import type { Knowledge, PlannedQuery, ServiceDefinition } from './knowledge.js';

export interface GatherOptions {
  readonly plan: readonly PlannedQuery[];
  /** Whether the chart so far (Patient and Condition) justifies reading the rest. */
  readonly isCandidate: (chart: Chart) => boolean;
  readonly access: FhirAccess;
  readonly prefetch: PrefetchPolicy;
  readonly limits: GatherLimits;
  /** Aborts when nobody waits for the chart any more. */
  readonly signal?: AbortSignal;
}

export interface PrefetchPolicy {
  /** prefer: fetch what the prefetch lacks. only: never fetch. ignore: fetch everything, read no prefetch. */
  readonly use: 'prefer' | 'only' | 'ignore';
  /** What a value of null says: that there is none, or (CDS Hooks before 2.0) that it was not supplied. */
  readonly nullMeans: 'empty' | 'absent';
}

export interface GatherLimits {
  /** Time left for this request in milliseconds: all fetching must be over by then. */
  readonly deadlineMs: number;
  readonly maxPages: number;
  /** Of one fetched answer, and of the whole prefetch. */
  readonly maxEntries: number;
}

/** The FHIR servers that one client may name in `fhirServer`, with the connections to them. */
export interface FhirAccess {
  /** A reader of this base (no trailing slash); undefined when it is not registered for the client. */
  readonly open: (base: URL, request: FhirReaderOptions) => FhirReader | undefined;
  /** Ends the connections once every open reader has been closed, and resolves then. Readers stay usable till then. */
  readonly close: () => Promise<void>;
}

export interface FhirReaderOptions {
  readonly accessToken: string | undefined;
  /** Aborts everything that is being read. */
  readonly signal: AbortSignal;
}

/** refused: the server does not accept the access token, or not for this (401, 403). failed: every other failure. */
export type FhirReading =
  | { readonly outcome: 'answered'; readonly content: unknown }
  | { readonly outcome: 'refused' | 'failed' };

export interface FhirReader {
  /** As `read`, telling a refused access token from other failures. Never rejects. */
  readonly readAnswer: (url: URL) => Promise<FhirReading>;
  /** The parsed JSON answer at an address below the base; undefined for every failure. Never rejects. */
  readonly read: (url: URL) => Promise<unknown>;
  /** Says that nothing more will be read. */
  readonly close: () => void;
}

export type GatherChart = (request: CdsRequest, options: GatherOptions) => Promise<Chart>;

export interface EvaluationInstant {
  readonly at: Date;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
}

export interface CardOptions {
  /** Public base URL of this service, no trailing slash. */
  readonly baseUrl: string;
  readonly patientId: string;
  readonly newId: () => string;
  /** Whether the client can launch the SMART app. */
  readonly hasSmartApp?: boolean;
  /** How this client wants orders drafted; as we would when absent. */
  readonly presentation?: CardPresentation;
}

export type MakeCards = (
  evaluation: Evaluation,
  knowledge: Knowledge,
  service: ServiceDefinition,
  options: CardOptions,
) => readonly Card[];
