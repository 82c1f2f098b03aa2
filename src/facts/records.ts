/** A statement of one FHIR resource about one fact, before any choice among the statements. */
import type { CodeableConcept, Coding, FhirResource } from 'fhir/r4.js';
import type {
  CodeEntry,
  CompiledValueSet,
  FactDefinition,
  FactSource,
  Knowledge,
} from '../model/knowledge.js';
import type { ClinicalDate, Evidence, PossibleValues, SetMember } from '../model/values.js';
import type { UnitConverter } from './units.js';

export interface FactRecord {
  /** What the resource leaves possible; absent when its value cannot be used. */
  readonly possible?: PossibleValues;
  /** Set facts: the members it states. */
  readonly members?: readonly SetMember[];
  /** Why the value cannot be used. */
  readonly problem?: string;
  /** Why the record does not count though it was read (preliminary, provisional). */
  readonly notCounted?: string;
  readonly date?: ClinicalDate;
  /** Milliseconds, where the record states a time. */
  readonly instant?: number;
  /** An unabated Condition: it holds today, however old. */
  readonly current: boolean;
  readonly evidence: Evidence;
  readonly resource: FhirResource;
}

/** What reading one resource needs to know. */
export interface ReadingContext {
  readonly knowledge: Knowledge;
  readonly timeZone: string;
  /** Day of the evaluation, `YYYY-MM-DD`. */
  readonly today: string;
  readonly convert: UnitConverter;
  /** Medications of the chart and contained ones, by reference. */
  readonly medications: ReadonlyMap<string, CodeableConcept>;
}

/** One way of reading one fact, with its value set at hand. */
export interface BoundSource {
  readonly fact: FactDefinition;
  readonly source: FactSource;
  readonly valueSet?: CompiledValueSet;
}

/** A code of the resource that the source recognises. */
export interface CodeMatch {
  readonly coding: Coding;
  readonly entry: CodeEntry;
}

/** The first coding of a concept that is in the value set. */
export function matchConcept(
  concept: CodeableConcept | undefined,
  valueSet: CompiledValueSet | undefined,
): CodeMatch | undefined {
  for (const coding of codingsOf(concept)) {
    const entry = valueSet?.find(coding.system, coding.code);
    if (entry !== undefined) return { coding, entry };
  }
  return undefined;
}

/** The codings of a concept, tolerating what real servers send instead of an array. */
export function codingsOf(concept: CodeableConcept | undefined): readonly Coding[] {
  const coding: unknown = concept?.coding;
  if (!Array.isArray(coding)) return [];
  return coding.filter((entry): entry is Coding => typeof entry === 'object' && entry !== null);
}

/** The values that a matched code gives to the fact; undefined when it gives none. */
export function givenValues(source: FactSource, match: CodeMatch): readonly string[] | undefined {
  if (source.gives !== undefined) return source.gives;
  if (source.givesProperty === undefined) return undefined;
  return match.entry.properties?.[source.givesProperty];
}

export function conceptText(concept: CodeableConcept | undefined): string | undefined {
  const [first] = codingsOf(concept);
  return concept?.text ?? first?.display ?? first?.code;
}

export function referenceOf(resource: FhirResource): string {
  return `${resource.resourceType}/${resource.id ?? 'unidentified'}`;
}

/** A FHIR array element as an array, whatever was sent. */
export function asArray<T>(value: T | readonly T[] | undefined | null): readonly T[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
