/** Every resource once, in an order that does not depend on the order in which the pages came in. */
import type { FhirResource } from 'fhir/r4.js';

/**
 * Groups resources by type, types and ids ascending. Of several copies (same type and id) the newest by
 * `meta.lastUpdated`, then by `meta.versionId`, stays; copies that differ otherwise are decided by their content, so
 * that the result is the same whichever came first. Resources without an id are copies when they are equal.
 */
export function mergeResources(
  resources: readonly FhirResource[],
): ReadonlyMap<string, readonly FhirResource[]> {
  const kept = new Map<string, FhirResource>();
  for (const resource of resources) {
    const key = identity(resource);
    const known = kept.get(key);
    if (known === undefined || isPreferred(resource, known)) kept.set(key, resource);
  }
  const ordered = [...kept].sort(([a], [b]) => compare(a, b)).map(([, resource]) => resource);
  return groupByType(ordered);
}

function groupByType(
  resources: readonly FhirResource[],
): ReadonlyMap<string, readonly FhirResource[]> {
  const byType = new Map<string, FhirResource[]>();
  for (const resource of resources) {
    const same = byType.get(resource.resourceType);
    if (same === undefined) byType.set(resource.resourceType, [resource]);
    else same.push(resource);
  }
  return byType;
}

function identity({ resourceType, id, ...rest }: FhirResource): string {
  return id === undefined ? `${resourceType} ${JSON.stringify(rest)}` : `${resourceType}/${id}`;
}

function isPreferred(candidate: FhirResource, known: FhirResource): boolean {
  const order =
    updated(candidate) - updated(known) ||
    version(candidate) - version(known) ||
    compare(JSON.stringify(known), JSON.stringify(candidate));
  return order > 0;
}

function updated({ meta }: FhirResource): number {
  const instant = Date.parse(meta?.lastUpdated ?? '');
  return Number.isNaN(instant) ? 0 : instant;
}

function version({ meta }: FhirResource): number {
  const number = Number(meta?.versionId ?? 0);
  return Number.isNaN(number) ? 0 : number;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
