/** How far the chart can be trusted to hold everything that a fact needs. */
import type { FhirResource } from 'fhir/r4.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { Knowledge, SourceResource } from '../model/knowledge.js';
import { asArray, conceptText } from './records.js';
import { isMedication, medicationConcept } from './read-event.js';
import { resourceTypesOf } from '../fhir/source-resource-types.js';
import { medicationIndex } from './extract.js';

/** complete: all queries answered to the end. partial: some not to the end. absent: never asked. failed: an error. */
export type Completeness = 'complete' | 'partial' | 'absent' | 'failed';

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

const worstFirst: readonly Completeness[] = ['failed', 'absent', 'partial', 'complete'];

function worst(states: readonly Completeness[]): Completeness {
  return worstFirst.find((candidate) => states.includes(candidate)) ?? 'complete';
}

/** Completeness of everything that the fact's own sources read. */
export function factCompleteness(factId: string, chart: Chart, knowledge: Knowledge): Completeness {
  const keys = knowledge.factQueries.get(factId) ?? [];
  return worst(keys.map((key) => ofState(chart.queries[key])));
}

/** Tells whether all resources of a type were read to the end and can be understood; finds out once per type. */
export function readability(
  chart: Chart,
  knowledge: Knowledge,
): (resource: SourceResource) => boolean {
  const known = new Map<SourceResource, boolean>();
  return (resource) => {
    const answer = known.get(resource) ?? isReadable(resource, chart, knowledge);
    known.set(resource, answer);
    return answer;
  };
}

function isReadable(resource: SourceResource, chart: Chart, knowledge: Knowledge): boolean {
  const types = resourceTypesOf(resource);
  const states = knowledge.queryPlan
    .filter((query) => types.includes(query.resourceType))
    .map((query) => ofState(chart.queries[query.key]));
  const isAnswered = states.length > 0 && worst(states) === 'complete';
  return isAnswered && (resource !== 'Medication' || allDrugsAreNamed(chart));
}

/** A medication whose drug is only referred to, and not supplied, may be anything. */
function allDrugsAreNamed(chart: Chart): boolean {
  const medications = medicationIndex(chart);
  const named = (resource: FhirResource): boolean =>
    !isMedication(resource) || conceptText(medicationConcept(resource, medications)) !== undefined;
  return resourceTypesOf('Medication').every((type) =>
    asArray(chart.resources.get(type)).every(named),
  );
}
