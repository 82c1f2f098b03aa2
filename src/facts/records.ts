/** A statement of one FHIR resource about one fact, before any choice among the statements. */
import type { CodeableConcept, Coding, FhirResource, Medication } from 'fhir/r4.js';
import type { CodeEntry, CompiledValueSet, FactSource, Knowledge } from '../model/knowledge.js';
import type { ClinicalDate, Evidence, PossibleValues, SetMember } from '../model/values.js';
import type { DateReader } from './clinical-date.js';
import type { UnitConverter } from './units.js';

export interface FactRecord {
  /** What the resource leaves possible; absent when its value cannot be used. */
  readonly possible?: PossibleValues | undefined;
  /** Set facts: the members it states. */
  readonly members?: readonly SetMember[] | undefined;
  /** Set facts: the members it would state if it said whether what it tells of was done. */
  readonly unclearMembers?: readonly SetMember[] | undefined;
  /** Why the value cannot be used. */
  readonly problem?: string | undefined;
  /** Why the record does not count though it was read (preliminary, provisional). */
  readonly notCounted?: string | undefined;
  readonly date?: ClinicalDate | undefined;
  /** Milliseconds, where the record states a time. */
  readonly instant?: number | undefined;
  /** An unabated Condition: it holds today, however old. */
  readonly current: boolean;
  readonly evidence: Evidence;
  readonly resource: FhirResource;
}

/** Where a statement stands, and of when it is. */
export type RecordOrigin = Pick<
  FactRecord,
  'notCounted' | 'date' | 'instant' | 'current' | 'evidence' | 'resource'
>;

/** A record with all of its properties in one order (model/one-shape). */
export function recordOf(
  { notCounted, date, instant, current, evidence, resource }: RecordOrigin,
  {
    possible,
    members,
    unclearMembers,
    problem,
  }: Pick<FactRecord, 'possible' | 'members' | 'unclearMembers' | 'problem'>,
): FactRecord {
  return {
    possible,
    members,
    unclearMembers,
    problem,
    notCounted,
    date,
    instant,
    current,
    evidence,
    resource,
  };
}

/** Medication resources, which others may refer to, by `Medication/id`. */
export type ProductIndex = ReadonlyMap<string, Medication>;

/** What reading one resource needs to know. */
export interface ReadingContext {
  readonly knowledge: Knowledge;
  readonly timeZone: string;
  readonly dates: DateReader;
  /** Day of the evaluation, `YYYY-MM-DD`. */
  readonly today: string;
  readonly convert: UnitConverter;
  readonly products: ProductIndex;
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

/** All codings of a concept that are in the value set. */
export function matchAll(
  concept: CodeableConcept | undefined,
  valueSet: CompiledValueSet | undefined,
): readonly CodeMatch[] {
  const matches: CodeMatch[] = [];
  for (const coding of codingsOf(concept)) {
    const entry = valueSet?.find(coding.system, coding.code);
    if (entry !== undefined) matches.push({ coding, entry });
  }
  return matches;
}

/**
 * What several codings of one concept say together: what all leave possible, or everything that any states where they
 * contradict each other. Codings that say nothing are passed over; undefined when all do.
 */
export function togetherGiven(
  given: readonly (readonly string[] | undefined)[],
): readonly string[] | undefined {
  const stated = given.filter((values) => values !== undefined);
  const [first, ...rest] = stated;
  if (first === undefined) return undefined;
  const shared = first.filter((value) => rest.every((values) => values.includes(value)));
  return shared.length > 0 ? shared : [...new Set(stated.flat())];
}

/** The codings of a concept, tolerating what real servers send instead of an array. */
export function codingsOf(concept: CodeableConcept | undefined): readonly Coding[] {
  const coding: unknown = concept?.coding;
  if (!Array.isArray(coding)) return none;
  return coding.every(isCoding) ? coding : coding.filter(isCoding);
}

const none: readonly never[] = [];

function isCoding(entry: unknown): entry is Coding {
  if (typeof entry !== 'object' || entry === null) return false;
  const { code, system } = entry as Coding;
  return isTextOrNothing(code) && isTextOrNothing(system);
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** The values that a matched code gives to the fact; undefined when it gives none. */
export function givenValues(source: FactSource, match: CodeMatch): readonly string[] | undefined {
  if (source.gives !== undefined) return source.gives;
  if (source.givesProperty === undefined) return undefined;
  return match.entry.properties?.[source.givesProperty];
}

export function conceptText(concept: CodeableConcept | undefined): string | undefined {
  const [first] = codingsOf(concept);
  const texts: readonly unknown[] = [concept?.text, first?.display, first?.code];
  return texts.find((text) => typeof text === 'string');
}

export function referenceOf(resource: FhirResource): string {
  return `${resource.resourceType}/${resource.id ?? 'unidentified'}`;
}

/** A FHIR array element as an array, whatever was sent. */
export function asArray<T>(value: T | readonly T[] | undefined | null): readonly T[] {
  if (value === undefined || value === null) return none;
  if (!Array.isArray(value)) return [value as T];
  const list = value as readonly T[];
  return list.every(isThere) ? list : list.filter(isThere);
}

/** Some servers write null where there is nothing. */
export function isThere(entry: unknown): boolean {
  return entry !== null && entry !== undefined;
}
