/** Where the token may go: addresses at or below the FHIR base, and nowhere else. */

const patientToken = /\{\{\s*context\.patientId\s*\}\}/g;

/** Characters that mean nothing else in a URL (RFC 3986, unreserved); dots alone would climb up the path. */
export function isSubstitutableId(id: string): boolean {
  return /^(?!\.+$)[A-Za-z0-9\-._~]{1,256}$/.test(id);
}

/** Ways to write `..` or a separator that servers and proxies read differently from the URL parser. */
const disguisedPath = /\.\.|%2e|%2f|%5c|\\/i;

/** The address of a query; the patient id is one that `isSubstitutableId` let through. */
export function queryAddress(fhirServer: string, path: string, patientId: string): string {
  return `${fhirServer}/${path.replace(patientToken, patientId).replaceAll('|', '%7C')}`;
}

/** The address of a next page; undefined where it must not be followed. */
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
