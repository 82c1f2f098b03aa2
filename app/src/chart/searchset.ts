/** Pages of a search, and the one Bundle that they amount to. https://hl7.org/fhir/R4/http.html#search */
import { asList, isObject, type Resource } from '../../../ui/fhir-display.js';

export function isSearchset(body: unknown): body is Resource {
  return (
    isObject(body) &&
    body['resourceType'] === 'Bundle' &&
    body['type'] === 'searchset' &&
    (body['entry'] === undefined || Array.isArray(body['entry']))
  );
}

/** The first next link, however odd; undefined where the page is the last one. */
export function nextLink(page: Resource): Resource | undefined {
  return asList(page['link'])
    .filter(isObject)
    .find(({ relation }) => relation === 'next');
}

/**
 * All entries of the pages in one searchset. The next link of the last page is kept: with it, the service knows that
 * there is more than was read. The largest total is kept as well.
 */
export function mergePages(pages: readonly Resource[]): Resource {
  const totals = pages.map(({ total }) => total).filter((total) => typeof total === 'number');
  const last = pages.at(-1);
  const next = last === undefined ? undefined : nextLink(last);
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(totals.length > 0 && { total: Math.max(...totals) }),
    ...(next !== undefined && { link: [next] }),
    entry: pages.flatMap(({ entry }) => asList(entry)),
  };
}
