/** All statements that a chart makes about all facts. */
import type { CodeableConcept, FhirResource } from 'fhir/r4.js';
import type { Chart } from '../model/chart.js';
import type { FactDefinition, Knowledge, SourceResource } from '../model/knowledge.js';
import { readCondition } from './read-condition.js';
import { readEvent } from './read-event.js';
import { readObservation } from './read-observation.js';
import { readPatient } from './read-patient.js';
import { referenceOf, type BoundSource, type FactRecord, type ReadingContext } from './records.js';

export type RecordsByFact = ReadonlyMap<string, readonly FactRecord[]>;

const medicationTypes = ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'];

/** Resource types that a mapping's `resource` stands for. */
export function resourceTypesOf(resource: SourceResource): readonly string[] {
  return resource === 'Medication' ? medicationTypes : [resource];
}

/** Reads every resource through every mapping that looks at its type. */
export function extractRecords(
  chart: Chart,
  context: ReadingContext,
  facts: readonly FactDefinition[] = context.knowledge.facts,
): RecordsByFact {
  const records = new Map<string, FactRecord[]>();
  for (const [resourceType, sources] of sourcesByType(facts, context.knowledge)) {
    const resources =
      resourceType === 'Patient' ? [chart.patient] : (chart.resources.get(resourceType) ?? []);
    for (const resource of resources) {
      for (const bound of sources) {
        const found = readSafely(resource, bound, context);
        if (found.length === 0) continue;
        const list = records.get(bound.fact.fact) ?? [];
        list.push(...found);
        records.set(bound.fact.fact, list);
      }
    }
  }
  return records;
}

function sourcesByType(
  facts: readonly FactDefinition[],
  { valueSets }: Knowledge,
): ReadonlyMap<string, readonly BoundSource[]> {
  const byType = new Map<string, BoundSource[]>();
  for (const fact of facts) {
    for (const source of fact.sources) {
      const valueSet = source.codes === undefined ? undefined : valueSets.get(source.codes);
      const bound = { fact, source, ...(valueSet !== undefined && { valueSet }) };
      for (const type of resourceTypesOf(source.resource)) {
        const list = byType.get(type) ?? [];
        list.push(bound);
        byType.set(type, list);
      }
    }
  }
  return byType;
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
    return [{ problem: 'is malformed', current: false, evidence, resource }];
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

/** Medications that other resources may refer to, by `Medication/id`. */
export function medicationIndex(chart: Chart): ReadonlyMap<string, CodeableConcept> {
  const index = new Map<string, CodeableConcept>();
  for (const resource of chart.resources.get('Medication') ?? []) {
    if (resource.resourceType === 'Medication' && resource.code !== undefined) {
      index.set(`Medication/${resource.id ?? ''}`, resource.code);
    }
  }
  return index;
}
