/** How far the chart can be trusted to hold everything that a fact needs. */
import type { CodeableConcept } from 'fhir/r4.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { Knowledge, SourceResource } from '../model/knowledge.js';
import type { Evidence } from '../model/values.js';
import { isWatched, wordsOfName } from './drug-names.js';
import type { SilenceReason } from './fact-rules.js';
import {
  ingredientsOf,
  isMedication,
  medicationConcept,
  medicationDateText,
  medicationState,
  type Medication,
} from './medication.js';
import { asArray, codingsOf, referenceOf, type ReadingContext } from './records.js';
import { resourceTypesOf } from '../fhir/source-resource-types.js';

/** complete: all queries answered to the end. partial: some not to the end. absent: never asked. failed: an error. */
export type Completeness = 'complete' | 'partial' | 'absent' | 'failed';

/** Why nothing is recorded of a fact, where nothing is. */
export function silenceReason(completeness: Completeness): SilenceReason {
  return completeness === 'complete' ? 'no-data' : 'fetch-failed';
}

function ofState(state: QueryState | undefined): Completeness {
  switch (state) {
    case 'data':
    case 'empty':
    case 'null':
      return 'complete';
    case 'partial':
      return 'partial';
    case 'error':
      return 'failed';
    case 'absent':
    case undefined:
      return 'absent';
  }
}

const badness: Readonly<Record<Completeness, number>> = {
  complete: 0,
  partial: 1,
  absent: 2,
  failed: 3,
};

/** Complete when there are none. */
function worstOf(keys: readonly string[], queries: Chart['queries']): Completeness {
  let worst: Completeness = 'complete';
  for (const key of keys) {
    const state = ofState(queries[key]);
    if (badness[state] > badness[worst]) worst = state;
  }
  return worst;
}

/** Completeness of everything that the fact's own sources read. */
export function factCompleteness(factId: string, chart: Chart, knowledge: Knowledge): Completeness {
  return worstOf(knowledge.factQueries.get(factId) ?? [], chart.queries);
}

/** The query failed, or was never made. */
export function isUnansweredState(state: QueryState): boolean {
  return isUnanswered(ofState(state));
}

/** Not even in part: then what was found elsewhere is not all that counts. */
export function isUnanswered(completeness: Completeness): boolean {
  return completeness === 'failed' || completeness === 'absent';
}

export interface Readability {
  /** Whether all resources of a type were read to the end and can be understood. */
  readonly isReadable: (resource: SourceResource) => boolean;
  /** The drugs that cannot be told from those that mappings speak of. */
  readonly unknownDrugs: () => readonly Evidence[];
}

/** Finds out once per type. */
export function readability(chart: Chart, context: ReadingContext): Readability {
  const known = new Map<SourceResource, boolean>();
  let drugs: readonly Evidence[] | undefined;
  const unknownDrugs = (): readonly Evidence[] => (drugs ??= findUnknownDrugs(chart, context));
  const isReadable = (resource: SourceResource): boolean => {
    const answer =
      known.get(resource) ??
      (isRead(resource, chart, context) &&
        (resource !== 'Medication' || unknownDrugs().length === 0));
    known.set(resource, answer);
    return answer;
  };
  return { isReadable, unknownDrugs };
}

function isRead(
  resource: SourceResource,
  { queries }: Chart,
  { knowledge }: ReadingContext,
): boolean {
  const types = resourceTypesOf(resource);
  const keys = knowledge.queryPlan
    .filter((query) => types.includes(query.resourceType))
    .map(({ key }) => key);
  return keys.length > 0 && worstOf(keys, queries) === 'complete';
}

/**
 * A drug without any name may be any. One with a name that a mapping speaks of, but without a code of it, may be that:
 * a name never counts as the drug, and is never passed over. Nor do ingredients, or are they.
 */
function findUnknownDrugs(chart: Chart, context: ReadingContext): readonly Evidence[] {
  return resourceTypesOf('Medication')
    .flatMap((type) => asArray(chart.resources.get(type)))
    .filter(isMedication)
    .filter((drug) => medicationState(drug) !== undefined)
    .flatMap((drug) => asUnknown(drug, context) ?? []);
}

function asUnknown(drug: Medication, context: ReadingContext): Evidence | undefined {
  const { products, knowledge } = context;
  const { sources } = knowledge;
  const isMapped = (concept: CodeableConcept | undefined): boolean =>
    sources.lookingAt(drug.resourceType, codingsOf(concept)).length > 0;
  const concept = medicationConcept(drug, products);
  if (isMapped(concept)) return undefined;
  const ingredients = ingredientsOf(drug, products);
  const names = [
    ...[concept, ...ingredients].flatMap(namesOf),
    drug.medicationReference?.display,
  ].filter(isText);
  if (!ingredients.some(isMapped) && isOther(names, context)) return undefined;
  return {
    reference: referenceOf(drug),
    value: names[0],
    date: context.dates.date(medicationDateText(drug))?.text,
    notUsed: 'is a drug without a code of the mappings',
  };
}

/**
 * Whether a drug without a code of the mappings is none of theirs. A code that they do not list tells nothing: products
 * have more codes than any list, and houses have their own.
 */
function isOther(names: readonly string[], { knowledge }: ReadingContext): boolean {
  const readable = names.map(wordsOfName).filter((words) => words.length > 0);
  return readable.length > 0 && !readable.some((words) => isWatched(words, knowledge.reading));
}

function namesOf(concept: CodeableConcept | undefined): readonly unknown[] {
  return [concept?.text, ...codingsOf(concept).map(({ display }) => display)];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
