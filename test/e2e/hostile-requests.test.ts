/** Attacks on the running service, from outside and from a registered client. */
import {
  feedbackPath,
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { below, sends } from '../support/privacy/marked-servers.js';
import { rawExchange } from '../support/privacy/raw-exchange.js';

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: {
      hospital: { corsOrigins: ['https://hospital.example'] },
      clinic: { corsOrigins: ['https://clinic.example'] },
    },
  });
});

afterAll(() => service.stop());

async function codeOf(response: Response): Promise<string | undefined> {
  return /"code":"([A-Z_]+)"/.exec(await response.text())?.[1];
}

function requestsOut(): number {
  return service.hospital.server.requests.length + service.clinic.server.requests.length;
}

describe('a FHIR address that only looks like a registered one', () => {
  test.each<[string, (base: string) => string]>([
    ['another path', (base) => base.toUpperCase()],
    ['a host with a dot', (base) => base.replace('localhost', 'localhost.')],
    ['an address for the name', (base) => base.replace('localhost', '127.0.0.1')],
    ['the name as a user', (base) => base.replace('https://', 'https://localhost@evil.example/')],
    ['a user', (base) => base.replace('localhost', 'x@localhost')],
    ['in the clear', (base) => base.replace('https', 'http')],
    ['a parameter', (base) => `${base};x`],
    ['an encoded slash', (base) => `${base}%2f`],
    ['an encoded letter', (base) => base.replace('fhir', '%66hir')],
    ['a climb', (base) => `${base}/../fhir`],
    ['a backslash', (base) => base.replace('/fhir', '\\fhir')],
    ['a tab', (base) => `${base}\t`],
    ['a hundred thousand slashes', (base) => base.replace('/fhir', `${'/'.repeat(100_000)}x`)],
  ])('%s: nothing is asked of it', async (_title, change) => {
    const fhirServer = change(service.hospital.fhirBase);
    await service.call('/cds-services');
    const before = requestsOut();

    const response = await service.call(servicePath, {
      body: { ...service.requestFor('elm'), fhirServer },
    });

    expect(['FHIR_SERVER_NOT_ALLOWED', 'CDS_REQUEST_INVALID']).toContain(await codeOf(response));
    expect(requestsOut()).toBe(before);
  });
});

test.each(['elm/../oak', 'elm%2foak', '..', 'elm?x', 'elm&_id=oak', 'elm,oak', 'elm|x', 'elm\n'])(
  'a patient id of %j is not put into an address',
  async (patientId) => {
    const before = service.hospital.fhirRequests.length;

    const response = await service.callService(patientId);

    expect(await codeOf(response)).toBe('CDS_REQUEST_INVALID');
    expect(service.hospital.fhirRequests).toHaveLength(before);
  },
);

describe('a token', () => {
  test('that names another address of keys makes no request to it', async () => {
    const before = requestsOut();
    const jku = `${service.hospital.server.origin}/other.json`;

    const response = await service.call('/cds-services', { token: { header: { jku } } });

    expect(response.status).toBe(401);
    expect(requestsOut()).toBe(before);
  });

  test.each([
    ['with its own key id', {}],
    ['with the key id of the other', { kid: 'hospital-key', alg: 'ES384' }],
    ['without signature', { kid: 'hospital-key', alg: 'none' }],
    ['of a secret that is the public key', { kid: 'hospital-key', alg: 'HS384' }],
  ])('of one client for another, %s, is refused', async (_title, header) => {
    const claims = { iss: service.hospital.issuer };

    const response = await service.call('/cds-services', {
      as: service.clinic,
      token: { header, claims },
    });

    expect(response.status).toBe(401);
  });
});

test('pages of one client cannot read the answers to another', async () => {
  const headers = { origin: 'https://clinic.example' };

  const own = await service.call('/cds-services', { as: service.clinic, headers });
  const other = await service.call('/cds-services', { as: service.hospital, headers });

  expect(own.headers.get('access-control-allow-origin')).toBe('https://clinic.example');
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});

test.each([
  [
    'prefetch',
    servicePath,
    '"prefetch":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  ],
  [
    'extension',
    servicePath,
    '"extension":{"__proto__":{"org.nelm-cds.explain":true,"polluted":1}}',
  ],
  ['feedback', feedbackPath, '"feedback":[{"__proto__":{"polluted":1}}]'],
])('prototypes cannot be reached through %s', async (_title, path, part) => {
  const body = `${JSON.stringify(service.requestFor('elm')).slice(0, -1)},${part}}`;

  const response = await service.call(path, { body });

  expect(await response.text()).not.toContain('polluted');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('an answer of the FHIR server that is nested too deeply is one that failed', async () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const condition = `{"resource":{"resourceType":"Condition","x":${deep}}}`;
  const bundle = `{"resourceType":"Bundle","entry":[${condition},${condition}]}`;
  service.hospital.interceptWith(
    below('/fhir/Condition', sends(200, 'application/fhir+json', bundle)),
  );

  const response = await service.callService('elm');
  service.hospital.interceptWith(undefined);

  expect(await codeOf(response)).toBe('FHIR_DATA_UNAVAILABLE');
});

test.each([
  ['length and chunks', 'Content-Length: 6\r\nTransfer-Encoding: chunked'],
  ['two lengths', 'Content-Length: 1\r\nContent-Length: 2'],
  ['a signed length', 'Content-Length: +1'],
  ['a space before the colon', 'Transfer-Encoding : chunked'],
  ['chunks that are not the last coding', 'Transfer-Encoding: chunked, identity'],
  ['a folded header', 'X-A: a\r\n b'],
])('a request with %s is refused, and what follows it is not read', async (_title, headers) => {
  const { port } = service.running.address;
  const smuggled = 'GET /nelm/metrics HTTP/1.1\r\nHost: x\r\n\r\n';

  const answer = await rawExchange(port, [
    `POST /nelm/healthz HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n0\r\n\r\n${smuggled}`,
  ]);

  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
});
