/** All statements that a chart makes about all facts. */
import type { CodeableConcept, Coding, FhirResource } from 'fhir/r4.js';
import type { Chart } from '../model/chart.js';
import type { BoundSource, SourceIndex } from '../model/knowledge.js';
import { undated } from './clinical-date.js';
import { readCondition } from './read-condition.js';
import { isMedication, medicationConcept } from './medication.js';
import { readEvent } from './read-event.js';
import { readObservation } from './read-observation.js';
import { readPatient } from './read-patient.js';
import {
  asArray,
  codingsOf,
  recordOf,
  referenceOf,
  type FactRecord,
  type ReadingContext,
} from './records.js';

export type RecordsByFact = ReadonlyMap<string, readonly FactRecord[]>;

/** Reads every resource through every mapping that looks at its type and at one of its codes. */
export function extractRecords(
  chart: Chart,
  context: ReadingContext,
  sources: SourceIndex = context.knowledge.sources,
): RecordsByFact {
  const records = new Map<string, FactRecord[]>();
  for (const type of sources.resourceTypes) {
    const resources = type === 'Patient' ? [chart.patient] : (chart.resources.get(type) ?? []);
    for (const resource of resources) {
      for (const bound of sourcesLookingAt(resource, sources, context)) {
        const found = readSafely(resource, bound, context);
        if (found.length > 0) addTo(records, bound.fact.fact, found);
      }
    }
  }
  return records;
}

function addTo(
  records: Map<string, FactRecord[]>,
  fact: string,
  found: readonly FactRecord[],
): void {
  const list = records.get(fact);
  if (list === undefined) records.set(fact, [...found]);
  else list.push(...found);
}

/** All sources of its type where its codes cannot even be listed: reading it will say that it is malformed. */
function sourcesLookingAt(
  resource: FhirResource,
  sources: SourceIndex,
  context: ReadingContext,
): readonly BoundSource[] {
  try {
    return sources.lookingAt(resource.resourceType, codingsToMatch(resource, context));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return sources.all(resource.resourceType);
  }
}

/** Every coding that a mapping may look for in a resource. */
function codingsToMatch(resource: FhirResource, context: ReadingContext): readonly Coding[] {
  const concepts = conceptsToMatch(resource, context);
  const [only] = concepts;
  return concepts.length === 1 ? codingsOf(only) : concepts.flatMap(codingsOf);
}

function conceptsToMatch(
  resource: FhirResource,
  { products }: ReadingContext,
): readonly (CodeableConcept | undefined)[] {
  const { resourceType } = resource;
  if (resourceType === 'Observation') {
    const components = asArray(resource.component);
    return components.length === 0
      ? [resource.code]
      : [resource.code, ...components.map(({ code }) => code)];
  }
  if (resourceType === 'Condition') {
    const extensions = asArray(resource.extension);
    return extensions.length === 0
      ? [resource.code]
      : [resource.code, ...extensions.map((extension) => extension.valueCodeableConcept)];
  }
  if (isMedication(resource)) return [medicationConcept(resource, products)];
  return 'code' in resource ? [resource.code as CodeableConcept | undefined] : [];
}

/** A resource of a shape that FHIR does not allow must not hide the rest of the chart: it is a record that cannot be used. */
function readSafely(
  resource: FhirResource,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  try {
    return readResource(resource, bound, context);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const evidence = { reference: referenceOf(resource) };
    const date = undated(context.today);
    return [recordOf({ current: false, date, evidence, resource }, { problem: 'is malformed' })];
  }
}

function readResource(
  resource: FhirResource,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  const { resourceType } = resource;
  if (resourceType === 'Patient') return readPatient(resource, bound, context);
  if (resourceType === 'Condition') return readCondition(resource, bound, context);
  if (resourceType === 'Observation') return readObservation(resource, bound, context);
  return readEvent(resource, bound, context);
}
