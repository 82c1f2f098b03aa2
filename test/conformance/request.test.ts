import type { OperationOutcome } from 'fhir/r4.js';
import { gzipSync } from 'node:zlib';
import {
  feedbackPath,
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { rule, ruleForEach } from './rule.js';

type Json = Readonly<Record<string, unknown>>;

const bodyBytes = 100_000;

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest({ sections: { limits: { bodyBytes } } });
}, 30_000);

afterAll(() => service.stop());

function post(body: unknown): Promise<Response> {
  return service.call(servicePath, { body });
}

async function expectError(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/fhir\+json\b/);
  const { resourceType, issue } = (await response.json()) as OperationOutcome;
  expect([resourceType, issue[0]?.details?.coding?.[0]?.code]).toEqual(['OperationOutcome', code]);
}

ruleForEach<[string, Json]>([
  ['hook', { hook: undefined }],
  ['hook that is not empty', { hook: '' }],
  ['hookInstance', { hookInstance: undefined }],
  ['hookInstance that is not empty', { hookInstance: '' }],
  ['hookInstance that is a text', { hookInstance: 7 }],
  ['context', { context: undefined }],
  ['context that is an object', { context: 'Patient/elm' }],
  ['prefetch that is an object', { prefetch: [] }],
])('R1', 'a request without a %s is 400', async (_title, changes) => {
  await expectError(
    await post({ ...service.requestFor('elm'), ...changes }),
    400,
    'CDS_REQUEST_INVALID',
  );
});

ruleForEach([['order-select'], ['order-sign'], ['Patient-View'], ['patient-view ']])(
  'R1',
  'a request of the hook "%s" is not for this service: 400',
  async (hook) => {
    await expectError(await post({ ...service.requestFor('elm'), hook }), 400, 'HOOK_MISMATCH');
  },
);

ruleForEach([['null'], ['[]'], ['"text"'], ['7'], ['{}']])(
  'R1',
  'a body that is %s is 400',
  async (body) => {
    await expectError(await post(body), 400, 'CDS_REQUEST_INVALID');
  },
);

rule('R2', 'an access token without a fhirServer is 400, and goes nowhere', async () => {
  const before = service.hospital.fhirRequests.length;

  await expectError(
    await post({ ...service.requestFor('elm'), fhirServer: undefined }),
    400,
    'CDS_REQUEST_INVALID',
  );

  expect(service.hospital.fhirRequests).toHaveLength(before);
});

rule('R2', 'a fhirServer without an access token is served', async () => {
  expect((await post({ ...service.requestFor('elm'), fhirAuthorization: undefined })).status).toBe(
    200,
  );
});

rule('R2', 'the access token goes to the fhirServer of the request and nowhere else', async () => {
  const before = service.clinic.server.requests.length;

  expect((await post(service.requestFor('elm'))).status).toBe(200);

  expect(service.hospital.fhirRequests.at(-1)?.authorization).toBe('Bearer access-token');
  expect(service.clinic.server.requests).toHaveLength(before);
});

ruleForEach<[string, unknown]>([
  ['no patientId', { userId: 'Practitioner/1' }],
  ['an empty patientId', { patientId: '' }],
  ['a patientId that is a number', { patientId: 7 }],
  ['a patientId that is null', { patientId: null }],
  ['a patientId that would climb up the address', { patientId: '../Practitioner' }],
  ['a patientId that would add a parameter', { patientId: 'elm&_include=*' }],
])('R4', 'a context with %s is 400, and nothing is fetched', async (_title, context) => {
  const before = service.hospital.fhirRequests.length;

  await expectError(
    await post({ ...service.requestFor('elm'), context }),
    400,
    'CDS_REQUEST_INVALID',
  );

  expect(service.hospital.fhirRequests).toHaveLength(before);
});

ruleForEach<[string, Json]>([
  ['no userId', {}],
  ['a userId that is null', { userId: null }],
  ['a PractitionerRole as user', { userId: 'PractitionerRole/1' }],
  ['the patient as user', { userId: 'Patient/elm' }],
  ['an encounterId', { userId: 'Practitioner/1', encounterId: 'e1' }],
  ['an encounterId that is null', { userId: 'Practitioner/1', encounterId: null }],
  ['what belongs to other hooks', { selections: [], draftOrders: { resourceType: 'Bundle' } }],
  ['the patient as a reference', { patientId: 'Patient/elm' }],
])('R4', 'a context with %s is served', async (_title, context) => {
  const body = { ...service.requestFor('elm'), context: { patientId: 'elm', ...context } };
  const response = await post(body);

  expect(response.status).toBe(200);
  expect(((await response.json()) as { cards: unknown[] }).cards.length).toBeGreaterThan(0);
});

ruleForEach([
  ['/cds-services/unheard-of'],
  ['/cds-services/NELM-PATIENT-VIEW'],
  ['/cds-services/unheard-of/feedback'],
  ['/cds-services/__proto__'],
])('R5', '%s is 404: there is no such service', async (path) => {
  await expectError(
    await service.call(path, { body: service.requestFor('elm') }),
    404,
    'SERVICE_UNKNOWN',
  );
});

ruleForEach<[string, readonly string[], string]>([
  ['/cds-services', ['POST', 'PUT', 'PATCH', 'DELETE'], 'GET, HEAD, OPTIONS'],
  [servicePath, ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST, OPTIONS'],
  [feedbackPath, ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST, OPTIONS'],
])(
  'R5',
  '%s answers other methods 405, and says which it takes',
  async (path, methods, allowed) => {
    for (const method of methods) {
      const response = await service.call(path, { method });

      expect(response.headers.get('allow')).toBe(allowed);
      await expectError(response, 405, 'METHOD_NOT_ALLOWED');
    }
  },
);

ruleForEach([
  ['{'],
  [''],
  ['{"hook": NaN}'],
  ["{'hook': 'patient-view'}"],
  ['[1,]'],
  ['{"a":1}{"a":1}'],
  ['['.repeat(300) + ']'.repeat(300)],
])('R5', 'a body that is not JSON is 400: %s', async (body) => {
  for (const path of [servicePath, feedbackPath]) {
    await expectError(await service.call(path, { body }), 400, 'REQUEST_BODY_INVALID');
  }
});

ruleForEach([
  ['text/plain'],
  ['application/x-www-form-urlencoded'],
  ['application/xml'],
  ['multipart/form-data; boundary=x'],
  ['application/json; charset=iso-8859-1'],
  ['application/jsonp'],
])('R5', 'a body of the type %s is 415', async (type) => {
  for (const path of [servicePath, feedbackPath]) {
    const response = await service.call(path, { body: '{}', headers: { 'content-type': type } });

    await expectError(response, 415, 'MEDIA_TYPE_NOT_SUPPORTED');
  }
});

ruleForEach([
  ['application/json'],
  ['application/json; charset=utf-8'],
  ['Application/JSON;charset="UTF-8"'],
  ['application/fhir+json'],
  ['application/json+fhir'],
])('R5', 'a body of the type %s is taken', async (type) => {
  const body = service.requestFor('elm');

  expect(
    (await service.call(servicePath, { body, headers: { 'content-type': type } })).status,
  ).toBe(200);
});

rule('R5', 'a body above the limit is 413, one at the limit is read', async () => {
  const padded = (length: number): string => `{}${' '.repeat(length - 2)}`;

  for (const path of [servicePath, feedbackPath]) {
    await expectError(
      await service.call(path, { body: padded(bodyBytes + 1) }),
      413,
      'REQUEST_TOO_LARGE',
    );
    await expectError(
      await service.call(path, { body: padded(bodyBytes) }),
      400,
      'CDS_REQUEST_INVALID',
    );
  }
});

rule('R5', 'a body that grows above the limit when it is inflated is 413', async () => {
  const bomb = new Uint8Array(gzipSync(Buffer.from(`{}${' '.repeat(10 * bodyBytes)}`)));
  const response = await fetch(`${service.url}${servicePath}`, {
    method: 'POST',
    headers: {
      authorization: service.hospital.client.authorization(),
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    },
    body: bomb,
  });

  await expectError(response, 413, 'REQUEST_TOO_LARGE');
});
