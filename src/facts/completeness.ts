/** How far the chart can be trusted to hold everything that a fact needs. */
import type { CodeableConcept, FhirResource } from 'fhir/r4.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { Knowledge, SourceResource } from '../model/knowledge.js';
import type { SilenceReason } from './fact-rules.js';
import { asArray, codingsOf, type ReadingContext } from './records.js';
import { isMedication, medicationConcept, medicationState } from './medication.js';
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

/** Not even in part: then what was found elsewhere is not all that counts. */
export function isUnanswered(completeness: Completeness): boolean {
  return completeness === 'failed' || completeness === 'absent';
}

/** Tells whether all resources of a type were read to the end and can be understood; finds out once per type. */
export function readability(
  chart: Chart,
  context: ReadingContext,
): (resource: SourceResource) => boolean {
  const known = new Map<SourceResource, boolean>();
  return (resource) => {
    const answer = known.get(resource) ?? isReadable(resource, chart, context);
    known.set(resource, answer);
    return answer;
  };
}

function isReadable(resource: SourceResource, chart: Chart, context: ReadingContext): boolean {
  const types = resourceTypesOf(resource);
  const keys = context.knowledge.queryPlan
    .filter((query) => types.includes(query.resourceType))
    .map(({ key }) => key);
  const isAnswered = keys.length > 0 && worstOf(keys, chart.queries) === 'complete';
  return isAnswered && (resource !== 'Medication' || allDrugsAreKnown(chart, context));
}

function allDrugsAreKnown(chart: Chart, context: ReadingContext): boolean {
  return resourceTypesOf('Medication').every((type) =>
    asArray(chart.resources.get(type)).every((resource) => isKnownDrug(resource, context)),
  );
}

/**
 * A drug without any name may be any. One with a name that a mapping speaks of, but without a code of it, may be that:
 * a name never counts as the drug, and is never passed over.
 */
function isKnownDrug(resource: FhirResource, { knowledge, medications }: ReadingContext): boolean {
  if (!isMedication(resource) || medicationState(resource) === undefined) return true;
  const concept = medicationConcept(resource, medications);
  const codings = codingsOf(concept);
  if (knowledge.sources.lookingAt(resource.resourceType, codings).length > 0) return true;
  const names = namesOf(concept, resource.medicationReference?.display);
  if (names.length === 0) return codings.some(({ code }) => code !== undefined);
  const { drugNames: watched = [] } = knowledge.reading;
  return !names.some((name) => watched.some((drug) => name.includes(drug)));
}

/** In lower case. */
function namesOf(concept: CodeableConcept | undefined, display: unknown): readonly string[] {
  const texts: readonly unknown[] = [
    concept?.text,
    ...codingsOf(concept).map((coding) => coding.display),
    display,
  ];
  return texts.filter((text) => typeof text === 'string').map((text) => text.toLowerCase());
}
