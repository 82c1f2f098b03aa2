/** Pages of a search, and the one Bundle that they amount to. https://hl7.org/fhir/R4/http.html#search */
import { asList, isObject, type Resource } from '../../../ui/fhir-display.js';

/** Some servers leave the type out. */
export function isSearchset(body: unknown): body is Resource {
  return (
    isObject(body) &&
    body['resourceType'] === 'Bundle' &&
    (body['type'] === 'searchset' || body['type'] === undefined) &&
    (body['entry'] === undefined || Array.isArray(body['entry']))
  );
}

/**
 * A lone page as it came, so that the service sees every sign of an unfinished answer. Of several pages the last, with
 * its links and whatever else it says, the entries of all, and the largest total that any of them states.
 */
export function mergePages(pages: readonly [Resource, ...Resource[]]): Resource {
  const [first, ...others] = pages;
  const last = others.at(-1);
  if (last === undefined) return first;
  const totals = pages.map(({ total }) => readTotal(total)).filter((total) => total !== undefined);
  return {
    ...last,
    ...(totals.length > 0 && { total: Math.max(...totals) }),
    entry: pages.flatMap(({ entry }) => asList(entry)),
  };
}

/** Some servers write numbers as texts. */
function readTotal(total: unknown): number | undefined {
  if (typeof total === 'string' && /^\d{1,9}$/.test(total)) return Number(total);
  return typeof total === 'number' ? total : undefined;
}
