/** The signatures by which the stages meet in pipeline.ts. */
import type { Card, CdsRequest } from './cds-hooks.js';
import type { Chart } from './chart.js';
import type { Evaluation, Reassume } from './evaluation.js';
import type { Knowledge, PlannedQuery, ServiceDefinition } from './knowledge.js';
import type { FactSet } from './values.js';

export interface GatherOptions {
  readonly plan: readonly PlannedQuery[];
  /** Whether the chart so far (Patient and Condition) justifies reading the rest. */
  readonly isCandidate: (chart: Chart) => boolean;
  /** FHIR bases this client may name in fhirServer; a trailing `*` port wildcard is not allowed. */
  readonly isAllowedFhirBase: (base: URL) => boolean;
  readonly limits: GatherLimits;
}

export interface GatherLimits {
  /** All fetching must be over after so many milliseconds. */
  readonly deadlineMs: number;
  readonly maxPages: number;
  readonly maxEntries: number;
  readonly maxResponseBytes: number;
}

export type GatherChart = (request: CdsRequest, options: GatherOptions) => Promise<Chart>;

export interface EvaluationInstant {
  readonly at: Date;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
}

export type BuildFacts = (
  chart: Chart,
  knowledge: Knowledge,
  instant: EvaluationInstant,
) => { readonly factSet: FactSet; readonly reassume: Reassume };

export interface CardOptions {
  /** Public base URL of this service, no trailing slash. */
  readonly baseUrl: string;
  readonly patientId: string;
  readonly newId: () => string;
}

export type MakeCards = (
  evaluation: Evaluation,
  knowledge: Knowledge,
  service: ServiceDefinition,
  options: CardOptions,
) => readonly Card[];
