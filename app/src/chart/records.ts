/** The records that were read, by reference. */
import { asList, isObject, referenceOf, type Resource } from '../../../ui/fhir-display.js';
import type { ChartAnswers } from './read-chart.js';

export type Records = ReadonlyMap<string, Resource>;

/** By `ResourceType/id`. */
export function recordsOf(answers: ChartAnswers): Records {
  const resources = Object.values(answers).flatMap((answer) =>
    answer['resourceType'] === 'Bundle'
      ? asList(answer['entry'])
          .filter(isObject)
          .map(({ resource }) => resource)
          .filter(isObject)
      : [answer],
  );
  return new Map(resources.map((resource) => [referenceOf(resource), resource]));
}
