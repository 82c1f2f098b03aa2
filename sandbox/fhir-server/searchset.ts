/** Runs a search and puts one page of it into a Bundle. https://hl7.org/fhir/R4/http.html#search, #paging */
import type { Bundle, BundleEntry, BundleLink } from 'fhir/r4.js';
import { textAt } from './element-values.js';
import { localIdOf } from './references.js';
import { pageParameter, writePageStart, type PageStart } from './result-parameters.js';
import type { SearchRequest } from './search-request.js';
import type { SandboxFhirStore, StoredEntry } from './store.js';

function findMatches(
  request: SearchRequest,
  store: SandboxFhirStore,
  revision: number,
): readonly StoredEntry[] {
  const { type, patientIds, filters, order } = request;
  const lists =
    patientIds === undefined
      ? [store.list(type.name)]
      : [...patientIds].map((id) => store.list(type.name, id));
  const found = lists
    .flat()
    .filter((entry) => entry.sequence <= revision && filters.every((passes) => passes(entry)));
  if (order !== undefined) return found.sort(order);
  if (lists.length < 2) return found;
  const wanted = new Set(found);
  return store.list(type.name).filter((entry) => wanted.has(entry));
}

function includedMedications(
  matches: readonly StoredEntry[],
  store: SandboxFhirStore,
): readonly StoredEntry[] {
  const medications = matches
    .map(({ resource }) =>
      localIdOf(textAt(resource, 'medicationReference.reference'), 'Medication'),
    )
    .map((id) => (id === undefined ? undefined : store.read('Medication', id)))
    .filter((entry) => entry !== undefined);
  return [...new Set(medications)];
}

function toBundleEntry(
  { type, id, resource }: StoredEntry,
  baseUrl: string,
  mode: 'match' | 'include',
): BundleEntry {
  return {
    fullUrl: `${baseUrl}/${type}/${id}`,
    resource,
    search: { mode },
  };
}

function pageUrl(request: SearchRequest, baseUrl: string, page: PageStart | undefined): string {
  const query = new URLSearchParams(
    request.applied.map(([name, value]): [string, string] => [name, value]),
  );
  query.append('_count', String(request.pageSize));
  if (page !== undefined) query.append(pageParameter, writePageStart(page));
  return `${baseUrl}/${request.type.name}?${query.toString()}`;
}

/**
 * One page of a search. Later pages show the store as it was at the first one, so every match comes exactly once
 * whatever is created in between. `baseUrl` is without trailing slash.
 */
export function buildSearchset(
  request: SearchRequest,
  store: SandboxFhirStore,
  baseUrl: string,
): Bundle {
  const { offset, revision } = request.page ?? { offset: 0, revision: store.revision() };
  const matches = findMatches(request, store, revision);
  const end = offset + request.pageSize;
  const page = request.isCountOnly ? [] : matches.slice(offset, end);
  const link: BundleLink[] = [{ relation: 'self', url: pageUrl(request, baseUrl, request.page) }];
  if (page.length > 0 && end < matches.length) {
    link.push({ relation: 'next', url: pageUrl(request, baseUrl, { offset: end, revision }) });
  }
  const included = request.includesMedications ? includedMedications(page, store) : [];
  const entry = [
    ...page.map((match) => toBundleEntry(match, baseUrl, 'match')),
    ...included.map((medication) => toBundleEntry(medication, baseUrl, 'include')),
  ];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: matches.length,
    link,
    // FHIR knows no empty arrays.
    ...(entry.length > 0 && { entry }),
  };
}
