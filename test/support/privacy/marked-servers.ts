/** What FHIR servers, key servers and token endpoints may answer with, markers in all of it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FhirResource } from 'fhir/r4.js';
import { marker } from './traces.js';

export const markedUrl = `https://${marker('other-host')}.invalid/${marker('other-path')}`;

const outcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'exception',
      diagnostics: `Patient ${marker('diagnostics')} could not be read`,
      details: { text: marker('outcome-details') },
    },
  ],
};

const page = `<html><title>${marker('html-title')}</title><p>${marker('html')}</p></html>`;

const errorHeaders = {
  'www-authenticate': `Bearer error="${marker('challenge')}"`,
  'set-cookie': marker('set-cookie'),
  'retry-after': marker('retry-after'),
  'x-request-id': marker('fhir-request-id'),
};

/** True when it has answered, or means never to. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Answers below one path; everything else goes its way. */
export function below(path: string, answer: (...exchange: Exchange) => void): Answering {
  return (request, response) => {
    if (request.url?.startsWith(path) !== true) return false;
    answer(request, response);
    return true;
  };
}

type Exchange = readonly [request: IncomingMessage, response: ServerResponse];

export function sends(status: number, type: string, body: string): (...exchange: Exchange) => void {
  return (_request, response) => {
    response.writeHead(status, marker('reason-phrase'), { ...errorHeaders, 'content-type': type });
    response.end(body);
  };
}

export function sendsJson(status: number, json: unknown): (...exchange: Exchange) => void {
  return sends(status, 'application/fhir+json', JSON.stringify(json));
}

/** The chart; a search brings every resource of the type. */
export function servesChart(
  chart: readonly FhirResource[],
  path = '/fhir',
  page: Readonly<Record<string, unknown>> = {},
): Answering {
  return below(path, (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'https://localhost');
    const [type, id] = pathname.slice(path.length + 1).split('/');
    const found = chart.filter((resource) => resource.resourceType === type);
    const entry = found.map((resource) => ({
      fullUrl: `https://${marker('full-url')}.example/${type ?? ''}/${resource.id ?? ''}`,
      resource,
      search: { mode: 'match' },
    }));
    const bundle = { resourceType: 'Bundle', type: 'searchset', id: marker('bundle'), entry };
    sendsJson(200, id === undefined ? { ...bundle, ...page } : found[0])(request, response);
  });
}

/** By what is wrong with a FHIR server. */
export const brokenFhirServers: Readonly<Record<string, (...exchange: Exchange) => void>> = {
  'answers 401': sendsJson(401, outcome),
  'answers 403': sendsJson(403, outcome),
  'answers 404': sendsJson(404, outcome),
  'answers 429': sendsJson(429, outcome),
  'answers 500': sendsJson(500, outcome),
  'answers 200 with an OperationOutcome': sendsJson(200, outcome),
  'answers 502 with a page': sends(502, 'text/html', page),
  'answers 200 with a page': sends(200, 'text/html', page),
  'answers broken JSON': sends(200, 'application/fhir+json', `{"${marker('broken-json')}": tru`),
  'answers something else': sendsJson(200, { resourceType: marker('type'), id: marker('x') }),
  'answers with another patient': sendsJson(200, {
    resourceType: 'Patient',
    id: marker('another-patient'),
    name: [{ text: marker('another-name') }],
  }),
  'redirects elsewhere': (_request, response) => {
    response.writeHead(302, { location: markedUrl }).end(page);
  },
  'compresses what is none': (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
    response.end(marker('no-gzip'));
  },
  'breaks off': (_request, response) => {
    response.writeHead(200, { 'content-length': '5000', 'content-type': 'application/json' });
    response.write(`{"resourceType":"${marker('broken-off')}"`);
    setTimeout(() => response.destroy(), 20);
  },
  'speaks no HTTP': (_request, response) => {
    response.socket?.end(`${marker('no-http')}\r\n\r\n`);
  },
  'sends headers without end': (_request, response) => {
    response.writeHead(200, { 'x-long': marker('long').repeat(3_000) }).end();
  },
  'never answers': () => undefined,
};
