/** How far the chart can be trusted to hold everything that a fact needs. */
import type { FhirResource } from 'fhir/r4.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { Knowledge, SourceResource } from '../model/knowledge.js';
import type { SilenceReason } from './fact-rules.js';
import { asArray, conceptText, type ReadingContext } from './records.js';
import { isMedication, medicationConcept } from './read-event.js';
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
  return isAnswered && (resource !== 'Medication' || allDrugsAreNamed(chart, context));
}

/** A medication whose drug is only referred to, and not supplied, may be anything. */
function allDrugsAreNamed(chart: Chart, { medications }: ReadingContext): boolean {
  const named = (resource: FhirResource): boolean =>
    !isMedication(resource) || conceptText(medicationConcept(resource, medications)) !== undefined;
  return resourceTypesOf('Medication').every((type) =>
    asArray(chart.resources.get(type)).every(named),
  );
}
