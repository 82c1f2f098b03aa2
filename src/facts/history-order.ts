/** What is shown once, and in an order that does not depend on that of the chart. */
import type { FhirResource } from 'fhir/r4.js';

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** For what nothing else tells apart: resources may lack an id. */
export function compareAsText(a: object, b: object): number {
  return compare(JSON.stringify(a), JSON.stringify(b));
}

/** Tells whether a resource comes under a name for the first time; resources are told apart though they lack an id. */
export function createRegister(): (resource: FhirResource, name: string) => boolean {
  const names = new Map<FhirResource, Set<string>>();
  return (resource, name) => {
    const known = names.get(resource) ?? new Set();
    const { size } = known;
    names.set(resource, known.add(name));
    return known.size > size;
  };
}
