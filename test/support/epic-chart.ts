/** The answers about a synthetic patient in the shape that Epic gives them. */
import type { ChartAnswers } from './chart-answers.js';
import { clientFixture } from './client-fixture.js';

type Json = Readonly<Record<string, unknown>>;

/** Where absolute references of an Epic server lead. */
export const epicBase = 'https://epic.example/interconnect/api/FHIR/R4';

const idLength = 194;

/** An id as long as those of draft orders, three times what FHIR allows. */
export function longId(id: string): string {
  return `${id}.${'z'.repeat(idLength - id.length - 1)}`;
}

/** Undoes `longId` in a text, where it was shortened for a card as well. */
export function originalIds(text: string): string {
  return text.replaceAll(/\.z+…?/g, '');
}

/**
 * Long ids (or others), absolute references, an object where `category` is a list, orders of an unknown requester, and an outcome
 * in the place of no results.
 */
export function epicAnswers(answers: ChartAnswers, idOf = longId): ChartAnswers {
  const toEpic = createReviver(idOf);
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [
      key,
      answer['resourceType'] === 'Bundle' && !Array.isArray(answer['entry'])
        ? clientFixture('epic/no-results', { self: `${epicBase}/${key}` })
        : (JSON.parse(JSON.stringify(answer), toEpic) as Json),
    ]),
  );
}

type IdOf = (id: string) => string;

function createReviver(idOf: IdOf) {
  return (key: string, value: unknown): unknown => {
    if (key === 'reference') return absolute(String(value), idOf);
    if (key === 'fullUrl') return absolute(String(value).replace(/^.*\/fhir\//, ''), idOf);
    if (typeof value !== 'object' || value === null || !('resourceType' in value)) return value;
    return value.resourceType === 'Bundle' ? value : toEpicResource({ ...value }, idOf);
  };
}

function toEpicResource(resource: Json, idOf: IdOf): Json {
  const { resourceType, id, category } = resource;
  const isOrder = resourceType === 'MedicationRequest' || resourceType === 'ServiceRequest';
  return {
    ...resource,
    ...(typeof id === 'string' && { id: idOf(id) }),
    ...(Array.isArray(category) && { category: category[0] as unknown }),
    ...(isOrder && { requester: clientFixture('epic/absent-requester') }),
  };
}

/** `Type/id` as an address; references to contained resources stay. */
function absolute(reference: string, idOf: IdOf): string {
  const [, type, id] = /^(\w+)\/(.+)$/.exec(reference) ?? [];
  return type === undefined || id === undefined ? reference : `${epicBase}/${type}/${idOf(id)}`;
}
