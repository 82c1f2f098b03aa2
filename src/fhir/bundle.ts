/** Reads Bundles as they occur in the field: entries with or without a `resource` wrapper, `type` missing, paged. */
import type { FhirResource } from 'fhir/r4.js';
import { maxNodes, survey } from './json-extent.js';
import { isRecord, isResource } from './resource.js';
import { withoutNulls } from './without-nulls.js';

/** A resource of a Bundle and the URL it goes by there. */
export interface Entry {
  readonly resource: FhirResource;
  readonly fullUrl?: string;
}

export interface BundleReading {
  readonly entries: readonly Entry[];
  /** How many entries are no resources. */
  readonly unreadable: number;
  /** Address of the next page as given (empty when the link has no usable address). */
  readonly next?: string;
  /** Number of matches on all pages together, where the server states it. */
  readonly total?: number;
}

/**
 * The entries, next link and total of a Bundle of any type. Nothing throws: whatever is not a resource, or too large a
 * one, is counted as unreadable. Resources come without empty members. A resource without an id gets the one its `fullUrl` ends with. https://hl7.org/fhir/R4/bundle.html
 */
export function readBundle(bundle: Readonly<Record<string, unknown>>): BundleReading {
  const { entry } = bundle;
  const total = readTotal(bundle['total']);
  const listed: readonly unknown[] = Array.isArray(entry) ? entry : [];
  const entries = listed.map(readEntry).filter((read) => read !== undefined);
  // A list of null, without a word on how many there are, may stand for anything.
  const isNone = entry === undefined || (entry === null && total === 0);
  const notAList = !isNone && !Array.isArray(entry);
  const next = nextLink(bundle['link']);
  return {
    entries,
    unreadable: listed.length - entries.length + (notAList ? 1 : 0),
    ...(next !== undefined && { next }),
    ...(total !== undefined && { total }),
  };
}

/** How many entries came beside the matches of a search, which its total does not count. */
export function countIncluded({ entry }: Readonly<Record<string, unknown>>): number {
  const listed: readonly unknown[] = Array.isArray(entry) ? entry : [];
  return listed.filter(
    (item) => isRecord(item) && isRecord(item['search']) && item['search']['mode'] === 'include',
  ).length;
}

function readEntry(entry: unknown): Entry | undefined {
  const { isTooLarge, hasEmpty } = survey(entry, maxNodes);
  if (isTooLarge) return undefined;
  if (isResource(entry)) return { resource: cleaned(entry, hasEmpty) };
  if (!isRecord(entry) || !isResource(entry['resource'])) return undefined;
  const { fullUrl } = entry;
  const resource = cleaned(entry['resource'], hasEmpty);
  if (typeof fullUrl !== 'string' || fullUrl === '') return { resource };
  return { resource: withIdOf(resource, fullUrl), fullUrl };
}

/** A Bundle in a Bundle is read as one: what it lacks tells how far it can be trusted. */
function cleaned(resource: FhirResource, hasEmpty: boolean): FhirResource {
  return hasEmpty && resource.resourceType !== 'Bundle' ? withoutNulls(resource) : resource;
}

function withIdOf(resource: FhirResource, fullUrl: string): FhirResource {
  if (resource.id !== undefined) return resource;
  const id = /[:/]([A-Za-z0-9\-.]+)$/.exec(fullUrl)?.[1];
  return id === undefined ? resource : { ...resource, id };
}

/** Some servers write numbers as texts. What is no number may be any: more than there are entries. */
function readTotal(total: unknown): number | undefined {
  if (total === undefined || total === null || typeof total === 'number') return total ?? undefined;
  return typeof total === 'string' && /^\s*\d{1,9}\s*$/.test(total) ? Number(total) : Infinity;
}

function nextLink(links: unknown): string | undefined {
  const listed: readonly unknown[] = Array.isArray(links) ? links : [links];
  const next = listed.filter(isRecord).find(({ relation }) => isNext(relation));
  if (next === undefined) return undefined;
  return typeof next['url'] === 'string' ? next['url'] : '';
}

function isNext(relation: unknown): boolean {
  return typeof relation === 'string' && relation.trim().toLowerCase() === 'next';
}
