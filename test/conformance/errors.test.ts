/** Bodies of all errors: what they are, and what they must not tell. */
import type { OperationOutcome } from 'fhir/r4.js';
import type { FakeEhr } from '../support/fake-ehr.js';
import {
  feedbackPath,
  servicePath,
  startProductionUnderTest,
  type CallOptions,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { rawExchange } from '../support/raw-exchange.js';
import { rule, ruleForEach } from './rule.js';

/** In every part of a request that an answer could repeat. */
const secret = 'Geheimnis';

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest({
    sections: {
      limits: { bodyBytes: 50_000, concurrentRequests: 2, concurrentRequestsPerClient: 1 },
    },
  });
}, 30_000);

afterEach(() => {
  service.hospital.interceptWith(undefined);
  service.clinic.interceptWith(undefined);
});

afterAll(() => service.stop());

const json = 'application/fhir+json; charset=utf-8';

/** An OperationOutcome of one error with this code, that repeats no secret and shows no code of ours. */
function expectPlainError(text: string, code: string): void {
  const outcome = JSON.parse(text) as OperationOutcome;
  expect(outcome.resourceType).toBe('OperationOutcome');
  expect(outcome.issue).toHaveLength(1);
  expect(outcome.issue[0]).toMatchObject({ severity: 'error', details: { coding: [{ code }] } });
  expect(outcome.issue[0]?.code).toMatch(/^[a-z-]+$/);
  expect(text).not.toContain(secret);
  expect(text).not.toMatch(/\bat .*:\d+|node_modules|\/src\/|\.[jt]s\b/);
}

interface Mistake {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly path?: string;
  readonly body?: (request: Record<string, unknown>) => unknown;
  readonly options?: CallOptions;
}

const mistakes: readonly Mistake[] = [
  { title: 'broken JSON', status: 400, code: 'REQUEST_BODY_INVALID', body: () => `{"${secret}"` },
  {
    title: 'what is no request',
    status: 400,
    code: 'CDS_REQUEST_INVALID',
    body: () => ({ hook: 'patient-view', [secret]: secret, context: secret }),
  },
  {
    title: 'another hook',
    status: 400,
    code: 'HOOK_MISMATCH',
    body: (request) => ({ ...request, hook: secret }),
  },
  {
    title: 'a patient id that is none',
    status: 400,
    code: 'CDS_REQUEST_INVALID',
    body: (request) => ({ ...request, context: { patientId: `${secret}/x?y` } }),
  },
  {
    title: 'the Patient of another',
    status: 400,
    code: 'PATIENT_MISMATCH',
    body: (request) => ({
      ...request,
      prefetch: { patient: { resourceType: 'Patient', id: secret, name: [{ text: secret }] } },
    }),
  },
  {
    title: 'a FHIR server that is not registered',
    status: 403,
    code: 'FHIR_SERVER_NOT_ALLOWED',
    body: (request) => ({ ...request, fhirServer: `https://${secret}.example/fhir` }),
  },
  { title: 'an unknown address', status: 404, code: 'NOT_FOUND', path: `/${secret}` },
  {
    title: 'an unknown service',
    status: 404,
    code: 'SERVICE_UNKNOWN',
    path: `/cds-services/${secret}`,
  },
  {
    title: 'another method',
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    options: { method: 'PUT', headers: { 'x-secret': secret } },
  },
  {
    title: 'a patient whom the FHIR server does not know',
    status: 412,
    code: 'FHIR_DATA_UNAVAILABLE',
    body: (request) => ({ ...request, context: { patientId: secret } }),
  },
  {
    title: 'a large body',
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    body: () => JSON.stringify(secret.repeat(10_000)),
  },
  {
    title: 'another media type',
    status: 415,
    code: 'MEDIA_TYPE_NOT_SUPPORTED',
    body: () => secret,
    options: { headers: { 'content-type': `text/${secret}` } },
  },
  {
    title: 'a request in the clear',
    status: 403,
    code: 'TRANSPORT_NOT_TRUSTED',
    body: (request) => ({ ...request, secret }),
    options: { headers: { 'x-forwarded-proto': 'http' } },
  },
  {
    title: 'feedback that is none',
    status: 400,
    code: 'CDS_REQUEST_INVALID',
    path: feedbackPath,
    body: () => ({ feedback: [{ card: secret, outcome: secret, userComment: secret }] }),
  },
];

ruleForEach<[string, Mistake]>(mistakes.map((mistake) => [mistake.title, mistake]))(
  'E1',
  'the answer to %s is an OperationOutcome that repeats nothing',
  async (_title, { status, code, path = servicePath, body, options }) => {
    const sent = body?.(service.requestFor('elm'));
    const response = await service.call(path, { ...options, ...(body && { body: sent }) });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(json);
    expectPlainError(await response.text(), code);
    expect(service.logText()).not.toContain(secret);
  },
);

rule('E1', 'what the FHIR server says in its error is not passed on', async () => {
  service.hospital.interceptWith((request, response) => {
    if (request.url?.startsWith('/fhir/') !== true) return false;
    const issue = [{ severity: 'fatal', code: 'exception', diagnostics: `${secret} at x.ts:1` }];
    response.statusCode = 500;
    response.end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
    return true;
  });

  const response = await service.callService('elm');

  expect(response.status).toBe(412);
  expectPlainError(await response.text(), 'FHIR_DATA_UNAVAILABLE');
  expect(service.logText()).not.toContain(secret);
});

rule('E1', 'no token of a request is in the answer to it or in the log', async () => {
  const authorization = service.hospital.client.authorization();
  const body = {
    ...service.requestFor('elm'),
    fhirAuthorization: { access_token: secret, token_type: 'Basic' },
  };

  const response = await service.call(servicePath, { body, as: null, headers: { authorization } });

  expect(response.status).toBe(400);
  expectPlainError(await response.text(), 'CDS_REQUEST_INVALID');
  expect(service.logText()).not.toContain(authorization.slice(-40));
});

/** A call of this EHR whose Patient is not answered until it is let go. */
async function holdCall(ehr: FakeEhr): Promise<() => Promise<unknown>> {
  let answer = (): void => undefined;
  const isReading = new Promise<void>((arrived) => {
    ehr.interceptWith((request, response) => {
      if (request.url?.startsWith('/fhir/Patient') !== true) return false;
      answer = () => void response.writeHead(500).end();
      arrived();
      return true;
    });
  });
  const held = service.callService('elm', { as: ehr });
  await isReading;
  return () => {
    answer();
    return held;
  };
}

rule(
  'E1',
  'who calls while too many requests are under way is told so by an OperationOutcome',
  async () => {
    const letGoFirst = await holdCall(service.hospital);
    const ofClient = await service.callService('elm');
    const letGoSecond = await holdCall(service.clinic);
    const ofAll = await service.callService('elm');
    await Promise.all([letGoFirst(), letGoSecond()]);

    expect([ofClient.status, ofAll.status]).toEqual([429, 503]);
    for (const { headers } of [ofClient, ofAll]) {
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expectPlainError(await ofClient.text(), 'CLIENT_OVER_LIMIT');
    expectPlainError(await ofAll.text(), 'OVERLOADED');
  },
);

ruleForEach<[string, string, number, string]>([
  ['is not HTTP', `${secret}\r\n\r\n`, 400, 'HTTP_INVALID'],
  [
    'has headers without end',
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${secret.repeat(10_000)}\r\n\r\n`,
    431,
    'HEADERS_TOO_LARGE',
  ],
])('E1', 'also what %s is answered so', async (_title, sent, status, code) => {
  const received = await rawExchange(service.running.address.port, sent);
  const [head = '', body = ''] = received.split('\r\n\r\n');

  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expectPlainError(body, code);
});

rule('E1', 'a refused token is 401 without a body', async () => {
  const response = await service.callService('elm', { token: { claims: { aud: secret } } });

  expect(response.status).toBe(401);
  expect(await response.text()).toBe('');
  expect(service.logText()).not.toContain(secret);
});
