/** Where the bearer token may go: addresses below the client's own FHIR base, and nowhere else. */
import { isAtOrBelow } from '../at-or-below.js';
import { AppError } from '../errors/app-error.js';

export interface FhirServer {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path of the base, without a trailing slash. */
  readonly basePath: string;
}

const patientToken = /\{\{\s*context\.patientId\s*\}\}/g;

/**
 * The characters that mean nothing else in a URL (RFC 3986, unreserved). Epic's ids may be longer than the 64 characters
 * FHIR allows. Dots alone would climb up the path.
 */
const substitutableId = /^(?!\.+$)[A-Za-z0-9\-._~]{1,256}$/;

/** Ways to write `..` or a separator that servers and proxies read differently from the URL parser. */
const disguisedPath = /\.\.|%2e|%2f|%5c|\\/i;

/** Looks back, so that a long row of slashes elsewhere is not tried from each of its slashes. */
const endingSlashes = /(?<!\/)\/+$/;

/**
 * Reads the `fhirServer` of a request: whether the client may use it is another question.
 * @throws AppError CDS_REQUEST_INVALID when it is no plain http(s) base URL.
 */
export function parseFhirServer(fhirServer: string): FhirServer {
  const server = readFhirServer(fhirServer);
  if (server === undefined) {
    throw new AppError('CDS_REQUEST_INVALID', {
      path: '/fhirServer',
      problem: 'fhirServer must be an absolute http or https URL without user, query or fragment.',
    });
  }
  return server;
}

/** The same; undefined when the text is no plain http(s) base URL. */
export function readFhirServer(text: string): FhirServer | undefined {
  const isStraight = !disguisedPath.test(text) && !/\s/.test(text);
  const base = isStraight && URL.canParse(text) ? new URL(text) : undefined;
  if (base === undefined || !isPlain(base) || base.search !== '' || base.hash !== '') {
    return undefined;
  }
  return { origin: base.origin, basePath: base.pathname.replace(endingSlashes, '') };
}

function isPlain(url: URL): boolean {
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && url.username === '' && url.password === '';
}

/**
 * The address of a query of the plan; undefined when its template has a token that cannot be filled here.
 * @throws AppError CDS_REQUEST_INVALID when the patient id cannot safely stand in a URL.
 */
export function queryUrl(server: FhirServer, template: string, patientId: string): URL | undefined {
  if (!substitutableId.test(patientId)) {
    throw new AppError('CDS_REQUEST_INVALID', {
      path: '/context/patientId',
      problem: 'context.patientId is not a FHIR id, so nothing can be read with it.',
    });
  }
  const path = template.replace(patientToken, patientId).replaceAll('|', '%7C');
  if (path.includes('{{')) return undefined;
  return new URL(`${server.origin}${server.basePath}/${path}`);
}

/** The address of a next page if it lies below the server's base; undefined when it must not be followed. */
export function nextPageUrl(server: FhirServer, link: string): URL | undefined {
  const path = /^[^?#]*/.exec(link)?.[0] ?? '';
  const base = `${server.origin}${server.basePath}/`;
  if (link === '' || disguisedPath.test(path) || !URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  const isBelow = isAtOrBelow(url.pathname, server.basePath);
  if (!isPlain(url) || url.origin !== server.origin || !isBelow) return undefined;
  url.hash = '';
  return url;
}
