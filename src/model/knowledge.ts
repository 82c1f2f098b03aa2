/**
 * Clinical knowledge as data: the shapes of the YAML files under criteria/, fhir-mappings/ and hooks/ once loaded,
 * checked against schemas/ and frozen, and what they are compiled to.
 */
import type { Citation, Edition, Figure, PathwayDefinition, ScopeFile } from './criteria-files.js';
import type {
  CodeEntry,
  CodeSystems,
  FactDefinition,
  FactSource,
  ReadingRules,
} from './mapping-files.js';
import type { ServiceDefinition } from './service-files.js';

export type * from './condition.js';
export type * from './criteria-files.js';
export type * from './mapping-files.js';
export type * from './service-files.js';

/** One search (or read) of the query plan; `path` uses the token {{context.patientId}}. */
export interface PlannedQuery {
  readonly key: string;
  readonly resourceType: string;
  readonly path: string;
  /** Observation queries: the codes asked for, `uri|code`. */
  readonly codes?: readonly string[];
  readonly required: boolean;
  /** Read before anything else, to find out whether the patient is a candidate. */
  readonly scope: boolean;
}

/** A value set ready for look-up. */
export interface CompiledValueSet {
  readonly id: string;
  /** Entry for a FHIR coding, or undefined. */
  readonly find: (system: string | undefined, code: string | undefined) => CodeEntry | undefined;
  /** All `uri|code` pairs that a search must name (no prefix entries). */
  readonly searchCodes: readonly string[];
  /** All codes that it holds, and the beginnings of codes that it holds whole. */
  readonly codes: readonly { readonly uri: string; readonly code: string }[];
  readonly chapters: readonly { readonly uri: string; readonly prefix: string }[];
}

/** One way of reading one fact, with its value set at hand. */
export interface BoundSource {
  readonly fact: FactDefinition;
  readonly source: FactSource;
  readonly valueSet: CompiledValueSet | undefined;
}

/** The ways of reading facts that may find something in a resource, in the order of the facts. */
export interface SourceIndex {
  /** Those that any fact is read from. */
  readonly resourceTypes: readonly string[];
  /** All of a resource type. */
  readonly all: (resourceType: string) => readonly BoundSource[];
  /** Without those whose value set holds none of the codings. */
  readonly lookingAt: (
    resourceType: string,
    codings: readonly {
      readonly system?: string | undefined;
      readonly code?: string | undefined;
    }[],
  ) => readonly BoundSource[];
}

/** What is shown over time, ready to be read. */
export interface Trends {
  /** A definition for each unit of a series that is no fact; else that of the fact. */
  readonly series: readonly FactDefinition[];
  readonly treatments: readonly FactDefinition[];
  /** The ways of reading each of them. */
  readonly sources: ReadonlyMap<FactDefinition, SourceIndex>;
}

/** All knowledge of one edition (and site), loaded, cross-checked and frozen. */
export interface Knowledge {
  readonly edition: Edition;
  readonly version: string;
  readonly hash: string;
  readonly site: string | null;
  readonly valueSets: ReadonlyMap<string, CompiledValueSet>;
  readonly codeSystems: CodeSystems;
  readonly reading: ReadingRules;
  /** In an order in which every fact comes after those its derivation and absence policy read. */
  readonly facts: readonly FactDefinition[];
  readonly factById: ReadonlyMap<string, FactDefinition>;
  readonly sources: SourceIndex;
  /** For each fact, itself and all facts that may change when it does. */
  readonly affectedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** The query keys each fact needs. */
  readonly factQueries: ReadonlyMap<string, readonly string[]>;
  readonly scope: ScopeFile;
  readonly pathways: readonly PathwayDefinition[];
  readonly pathwayById: ReadonlyMap<string, PathwayDefinition>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly citations: ReadonlyMap<string, Citation>;
  readonly services: readonly ServiceDefinition[];
  readonly queryPlan: readonly PlannedQuery[];
  readonly trends: Trends;
  /** Searches for trends that the query plan does not make: services do not need them. */
  readonly historyQueries: readonly PlannedQuery[];
  /** Limits that tests and derivations compare a number fact with, ascending: between two of them nothing changes. */
  readonly limits: ReadonlyMap<string, readonly number[]>;
}
