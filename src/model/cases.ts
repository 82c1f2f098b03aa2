/** Case tables beside the knowledge: what must come out of given facts (pathways) and given records (facts). */
import type { QueryState } from './chart.js';
import type { PathwayStatus, Truth } from './evaluation.js';
import type { Strength, UnknownReason } from './values.js';

/**
 * A fact as a case gives it.
 * Any kind: `unknown`, `stale`, `presumed <value>`.
 * one-of: a value, or the list of those possible.
 * interval: a number, `"<5"`, `">= 20"`, `"3-5"`, `"[3, 5)"` (`*` = open end).
 * set: `none` (empty and complete), a member, or a list of members, each with its state if it matters: `octreotide active`
 * (without a state: past).
 * date: months before the evaluation, as a number or interval; `none` = never.
 */
export type GivenValue = string | number | readonly string[];

export interface PathwayCase {
  /** A sentence. */
  readonly name: string;
  /** Section of the source that it checks. */
  readonly section: string;
  /** Added to the baseline, which it overrides. */
  readonly given?: Readonly<Record<string, GivenValue>>;
  readonly expect: {
    readonly status?: PathwayStatus;
    readonly criteria?: Readonly<Record<string, Truth>>;
    readonly arms?: Readonly<Record<string, Truth>>;
    readonly missing?: readonly string[];
    readonly presumptions?: readonly string[];
    /** Whether the source prefers the pathway over the other that it names. */
    readonly preferred?: boolean;
    /** Pathways that a view lists. */
    readonly members?: readonly string[];
  };
}

/** criteria/<edition>/<group>/<pathway-id>/cases.yaml */
export interface PathwayCases {
  readonly pathway: string;
  readonly baseline: Readonly<Record<string, GivenValue>>;
  readonly cases: readonly PathwayCase[];
}

/** A FHIR resource as far as the case needs it. */
export interface PartialResource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

export interface MappingCase {
  /** A sentence. */
  readonly name: string;
  readonly section: string;
  readonly resources: readonly PartialResource[];
  /** By query key or resource type; those not named were read completely. */
  readonly queries?: Readonly<Record<string, QueryState>>;
  readonly expect: {
    readonly status: 'known' | 'unknown';
    readonly reason?: UnknownReason;
    readonly values?: readonly string[];
    /** `3`, `[3, 5]`, `(0, 20)`, `[7, *)`. */
    readonly interval?: string | number;
    readonly strength?: Strength;
    /** Members, each with its state if it matters: `octreotide active`. */
    readonly members?: readonly string[];
    readonly conflict?: boolean;
  };
}

/** fhir-mappings/<topic>/<...>.cases.yaml */
export interface MappingCases {
  readonly fact: string;
  /** Instant of the evaluation. */
  readonly at: string;
  readonly cases: readonly MappingCase[];
}

/** A case table and the file it stands in, relative to the knowledge root. */
export interface CaseTable<Table> {
  readonly file: string;
  /** Where each row stands. */
  readonly lines: readonly number[];
  readonly table: Table;
}

export interface CaseTables {
  readonly pathways: readonly (CaseTable<PathwayCases> & { readonly edition: string })[];
  readonly mappings: readonly CaseTable<MappingCases>[];
}
