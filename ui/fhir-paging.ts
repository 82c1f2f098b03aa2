/** Pages of a search: which link is the next one, and whether it may be followed. https://hl7.org/fhir/R4/http.html#paging */
import { asList, isObject, type Resource } from './fhir-display.js';

/** The first next link, however odd; undefined where the page is the last one. Read as leniently as by the service. */
export function nextLink(page: Resource): Resource | undefined {
  return asList(page['link'])
    .filter(isObject)
    .find(
      ({ relation }) => typeof relation === 'string' && relation.trim().toLowerCase() === 'next',
    );
}

/** Ways to write `..` or a separator that servers and proxies read differently from the URL parser. */
const disguisedPath = /\.\.|%2e|%2f|%5c|\\/i;

/** The address of a next page; undefined where it must not be followed: it is not at or below the FHIR base. */
export function nextAddress(fhirServer: string, link: string): string | undefined {
  const path = /^[^?#]*/.exec(link)?.[0] ?? '';
  if (link === '' || disguisedPath.test(path) || !URL.canParse(link, `${fhirServer}/`)) {
    return undefined;
  }
  const base = new URL(fhirServer);
  const url = new URL(link, `${fhirServer}/`);
  const isBelow = url.pathname === base.pathname || url.pathname.startsWith(`${base.pathname}/`);
  const isAtBasePath = base.pathname === '/' || isBelow;
  const isPlain = url.username === '' && url.password === '';
  if (url.origin !== base.origin || !isAtBasePath || !isPlain) return undefined;
  url.hash = '';
  return url.href;
}
