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
  const byType = new Map<string, ByIdentity>();
  for (const resource of resources) {
    const { resourceType } = resource;
    const kept = byType.get(resourceType) ?? new Map<string, FhirResource>();
    byType.set(resourceType, kept);
    const key = identity(resource);
    const known = kept.get(key);
    if (known === undefined || isPreferred(resource, known)) kept.set(key, resource);
  }
  return new Map(inOrder(byType).map(([type, kept]) => [type, valuesInOrder(kept)]));
}

type ByIdentity = Map<string, FhirResource>;

/** Among those of one type. Content sorts before every id. */
function identity(resource: FhirResource): string {
  if (resource.id !== undefined) return `/${resource.id}`;
  return ` ${JSON.stringify({ ...resource, resourceType: undefined })}`;
}

function valuesInOrder(kept: ByIdentity): readonly FhirResource[] {
  return inOrder(kept).map(([, resource]) => resource);
}

function inOrder<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => compare(a, b));
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
