/** The records that were read, by reference: those that the service may have used. */
import { asList, asText, isObject, referenceOf, type Resource } from '../../../ui/fhir-display.js';
import type { ChartAnswers } from './read-chart.js';

export type Records = ReadonlyMap<string, Resource>;

/**
 * By `ResourceType/id`. As in the service, records of other patients are left out, and of several copies the one last
 * updated stays.
 */
export function recordsOf(answers: ChartAnswers): Records {
  const patientId = asText(answers['patient']?.['id']);
  const records = new Map<string, Resource>();
  for (const resource of Object.values(answers).flatMap(resourcesOf)) {
    if (isOfAnother(resource, patientId)) continue;
    const reference = referenceOf(resource);
    const known = records.get(reference);
    if (known === undefined || isNewer(resource, known)) records.set(reference, resource);
  }
  return records;
}

function resourcesOf(answer: Resource): readonly Resource[] {
  if (answer['resourceType'] !== 'Bundle') return [answer];
  return asList(answer['entry'])
    .filter(isObject)
    .map((entry) => (isObject(entry['resource']) ? entry['resource'] : entry));
}

function isOfAnother(resource: Resource, patientId: string | undefined): boolean {
  const { subject, patient } = resource;
  return [subject, patient].filter(isObject).some(({ reference }) => {
    const [, named] = /(?:^|\/)Patient\/([^/?#|]+)/.exec(asText(reference) ?? '') ?? [];
    return named !== undefined && named !== patientId;
  });
}

function isNewer(candidate: Resource, known: Resource): boolean {
  const difference = updatedMs(candidate) - updatedMs(known) || version(candidate) - version(known);
  return difference > 0;
}

function metaOf({ meta }: Resource): Resource {
  return isObject(meta) ? meta : {};
}

function updatedMs(resource: Resource): number {
  const updated = Date.parse(asText(metaOf(resource)['lastUpdated']) ?? '');
  return Number.isNaN(updated) ? 0 : updated;
}

function version(resource: Resource): number {
  const number = Number(asText(metaOf(resource)['versionId']) ?? 0);
  return Number.isNaN(number) ? 0 : number;
}
