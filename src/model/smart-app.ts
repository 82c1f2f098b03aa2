/** What the SMART app and the service tell each other. The app's code imports these types and nothing else of the service. */
import type { PlannedQuery } from './knowledge.js';
import type { Evidence } from './values.js';

/** `GET /app/configuration.json?iss={FHIR base}`: how the app is registered with the EHR that launches it. */
export interface AppConfiguration {
  /** Id of the registered client; the part of the OAuth state before its first dot. */
  readonly client: string;
  /** OAuth client id of the app at this EHR. */
  readonly clientId: string;
  /** The registered FHIR base, no trailing slash. */
  readonly fhirServer: string;
  /** What the app reads of a chart, with the keys under which `POST /api/evaluate` takes the answers. */
  readonly queries: readonly Pick<PlannedQuery, 'key' | 'resourceType' | 'path' | 'required'>[];
}

/** `POST /api/evaluate`, with the EHR's access token as bearer token. */
export interface EvaluateRequest {
  readonly fhirServer: string;
  readonly patientId: string;
  /** By query key: the resource or searchset Bundle as read; an OperationOutcome where the read failed. */
  readonly prefetch: Readonly<Record<string, unknown>>;
  /** Fact id -> values as in case tables ("<5", 12, "G1", ["G1", "G2"], "[3,20]"): what if it were so. */
  readonly assumptions?: Readonly<Record<string, unknown>>;
}

export interface EvaluateResponse {
  /** The object of the extension `org.nelm-cds.evaluation`. */
  readonly evaluation: Readonly<Record<string, unknown>>;
  /** Sentences of the edition that hold for this patient. */
  readonly statements: readonly string[];
  /** The course of the disease, from the chart alone: assumptions leave it as it is. */
  readonly history: History;
}

export interface History {
  readonly series: readonly HistorySeries[];
  readonly treatments: readonly HistoryTreatment[];
  /** Records that cannot be shown in time, and why (`evidence.notUsed`). */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  /** Id and label of the series. */
  readonly series: string;
  readonly label: string;
  readonly evidence: Evidence;
}

/** One measure over time, in one unit. */
export interface HistorySeries {
  /** Fact id, or the id of a trend that is no fact (`chromograninA`). */
  readonly id: string;
  readonly label: string;
  /** numeric: `low` and `high` in `unit`. categories: `values`, of `categories`. */
  readonly kind: 'numeric' | 'categories';
  /** UCUM. */
  readonly unit?: string;
  /** In ascending order. */
  readonly categories?: readonly { readonly value: string; readonly label: string }[];
  /** Oldest first. */
  readonly points: readonly HistoryPoint[];
}

export interface HistoryPoint {
  /** First and last day it may be, `YYYY-MM-DD`, and the date as recorded. */
  readonly date: { readonly earliest: string; readonly latest: string; readonly text: string };
  /** Absent where open, beyond what the measure itself can be: "> 5" has no high. */
  readonly low?: number;
  readonly high?: number;
  readonly values?: readonly string[];
  readonly evidence: Evidence;
}

/** A therapy on the time line. */
export interface HistoryTreatment {
  /** Member of the set fact that reads it (`priorTherapies`, `currentTreatments`), and its label. */
  readonly id: string;
  readonly label: string;
  readonly status: 'planned' | 'active' | 'past';
  /** First and last day, `YYYY-MM-DD`; an open end where it runs on or nothing is recorded. */
  readonly start?: string;
  readonly end?: string;
  readonly evidence: Evidence;
}

/** `GET /app/knowledge.json`: the words for ids. */
export interface AppKnowledge {
  readonly edition: {
    readonly id: string;
    readonly version: string;
    readonly hash: string;
    readonly title: string;
    readonly shortLabel: string;
    readonly ageNote: string;
    readonly limits: readonly string[];
  };
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  readonly pathways: readonly AppPathway[];
  readonly facts: readonly AppFact[];
}

export interface AppPathway {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly summary: string;
  /** Address of the evidence page, relative to /app/. */
  readonly evidencePage: string;
  readonly criteria: readonly {
    readonly id: string;
    readonly role: string;
    readonly label: string;
    readonly note?: string;
    /** The section of the source, or the citation where it is from outside it. */
    readonly source: string;
  }[];
  readonly arms: readonly { readonly id: string; readonly label: string }[];
  readonly notes: readonly string[];
}

export interface AppFact {
  readonly id: string;
  readonly label: string;
  readonly topic: string;
  readonly kind: 'one-of' | 'interval' | 'set' | 'date';
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Limits that criteria compare a number with, ascending. */
  readonly limits: readonly number[];
  /** one-of, set: the domain in order, with plain words. */
  readonly values: readonly { readonly value: string; readonly label: string }[];
  /** Can be established by a test or referral: offered in "what if". */
  readonly root: boolean;
}
