// verifies CDS Hooks 3.0.0, HTTP request; and what real clients send instead
import { parseCdsRequest } from '../../src/intake/parse-cds-request.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';

const service = { hook: 'patient-view' };
const minimal = { hook: 'patient-view', hookInstance: 'h1', context: { patientId: 'p1' } };
const fhirServer = 'https://ehr.example.org/fhir';

function parse(overrides: Readonly<Record<string, unknown>>): CdsRequest {
  return parseCdsRequest({ ...minimal, ...overrides }, service);
}

test('a full request is kept as sent', () => {
  const full = {
    ...minimal,
    fhirServer,
    fhirAuthorization: {
      access_token: 'abc.DEF-123',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'Observation.Search (Labs) (R4) user/Patient.Read',
      subject: 'client',
      patient: 'p1',
    },
    context: { patientId: 'p1', userId: 'PractitionerRole/1', encounterId: 'e1' },
    prefetch: { patient: { resourceType: 'Patient', id: 'p1' }, conditions: null },
    extension: { 'org.nelm-cds.explain': true },
  };

  expect(parseCdsRequest(full, service)).toEqual(full);
});

test.each([
  ['64 random characters', 'x'.repeat(64)],
  ['a UUID of version 1', '5a4b0e5c-1dd2-11b2-8080-808080808080'],
  ['one character', '1'],
])('hookInstance may be %s', (_title, hookInstance) => {
  expect(parse({ hookInstance }).hookInstance).toBe(hookInstance);
});

test.each([
  ['fhirServer', ''],
  ['fhirServer', null],
  ['fhirAuthorization', null],
  ['prefetch', null],
  ['extension', null],
  ['extension', []],
  ['extension', 'text'],
])('%s of %j counts as absent', (part, value) => {
  expect(parse({ [part]: value })).toEqual(minimal);
});

test('unknown fields are ignored', () => {
  expect(parse({ user: 'Practitioner/1', oauth: {}, redirect: 'https://x.example.org' })).toEqual(
    minimal,
  );
});

test.each([
  ['an empty prefetch', {}],
  ['null values', { patient: null }],
  [
    'values of no use',
    { patient: '<html>', conditions: 7, observations: { resourceType: 'OperationOutcome' } },
  ],
])('prefetch with %s is kept for the next stage to judge', (_title, prefetch) => {
  expect(parse({ prefetch }).prefetch).toEqual(prefetch);
});

test.each([
  ['p1', 'p1'],
  ['Patient/p1', 'p1'],
  ['erXuFYUfucBZaryVksYEcMg3', 'erXuFYUfucBZaryVksYEcMg3'],
  ['a.b-c_d~e', 'a.b-c_d~e'],
  ['9'.repeat(194), '9'.repeat(194)],
])('context.patientId %s names the patient %s', (patientId, expected) => {
  expect(parse({ context: { patientId } }).context).toEqual({ patientId: expected });
});

test.each([undefined, null, '', 7, {}])('a userId of %j is left out', (userId) => {
  expect(parse({ context: { patientId: 'p1', userId } }).context).toEqual({ patientId: 'p1' });
});

test.each(['Bearer', 'bearer', 'BEARER'])('token_type %s is a bearer token', (tokenType) => {
  const fhirAuthorization = { access_token: 't', token_type: tokenType };

  expect(parse({ fhirServer, fhirAuthorization }).fhirAuthorization).toEqual(fhirAuthorization);
});

test('a fhirAuthorization with nothing but a token is enough', () => {
  const fhirAuthorization = { access_token: 't', expires_in: '300', subject: null };

  expect(parse({ fhirServer, fhirAuthorization }).fhirAuthorization).toEqual({ access_token: 't' });
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['no hook', { hook: undefined }, '/hook'],
  ['an empty hook', { hook: '' }, '/hook'],
  ['a hook that is no string', { hook: 7 }, '/hook'],
  ['an empty hookInstance', { hookInstance: '' }, '/hookInstance'],
  ['a hookInstance that is no string', { hookInstance: 7 }, '/hookInstance'],
  ['a null context', { context: null }, '/context'],
  ['a context that is a list', { context: [] }, '/context'],
  ['no patientId', { context: {} }, '/context/patientId'],
  ['an empty patientId', { context: { patientId: '' } }, '/context/patientId'],
  ['a patientId that is no string', { context: { patientId: 7 } }, '/context/patientId'],
  ['a patientId that climbs', { context: { patientId: '../ZZPHI' } }, '/context/patientId'],
  ['a patientId of dots', { context: { patientId: '..' } }, '/context/patientId'],
  ['a patientId with a query', { context: { patientId: 'ZZPHI?x=1' } }, '/context/patientId'],
  [
    'a reference to something else',
    { context: { patientId: 'Group/ZZPHI' } },
    '/context/patientId',
  ],
  ['prefetch as a list', { prefetch: [] }, '/prefetch'],
  ['prefetch as text', { prefetch: 'ZZPHI' }, '/prefetch'],
  ['prefetch as a number', { prefetch: 7 }, '/prefetch'],
  ['a fhirServer that is no string', { fhirServer: {} }, '/fhirServer'],
  ['a fhirServer that is no URL', { fhirServer: 'ZZPHI' }, '/fhirServer'],
  ['a token without server', { fhirAuthorization: { access_token: 't' } }, '/fhirServer'],
  [
    'a token with an empty server',
    { fhirServer: '', fhirAuthorization: { access_token: 't' } },
    '/fhirServer',
  ],
  ['fhirAuthorization as text', { fhirServer, fhirAuthorization: 'ZZPHI' }, '/fhirAuthorization'],
  ['no access_token', { fhirServer, fhirAuthorization: {} }, '/fhirAuthorization/access_token'],
  [
    'an access_token with a line break',
    { fhirServer, fhirAuthorization: { access_token: 'ZZPHI\r\nX: y' } },
    '/fhirAuthorization/access_token',
  ],
  [
    'another token_type',
    { fhirServer, fhirAuthorization: { access_token: 't', token_type: 'ZZPHI' } },
    '/fhirAuthorization/token_type',
  ],
])('%s is refused, naming the place and no value', (_title, overrides, path) => {
  const problem = problemOf(() => parse(overrides));

  expect(problem).toMatchObject({ code: 'CDS_REQUEST_INVALID', details: { path } });
  expect(JSON.stringify(problem)).not.toContain('ZZPHI');
});

test.each(['hook', 'hookInstance', 'context'])('a request without %s is refused', (part) => {
  const rest = Object.fromEntries(Object.entries(minimal).filter(([name]) => name !== part));

  expect(problemOf(() => parseCdsRequest(rest, service))).toMatchObject({
    code: 'CDS_REQUEST_INVALID',
    details: { path: `/${part}`, problem: 'This is required.' },
  });
});

test.each([undefined, null, [], [minimal], 'text', 7, true])(
  'a body of %j is no request',
  (body) => {
    expect(problemOf(() => parseCdsRequest(body, service))).toMatchObject({
      code: 'CDS_REQUEST_INVALID',
      details: { problem: 'The body must be a JSON object.' },
    });
  },
);

test("another service's hook is its own error, whatever its context looks like", () => {
  expect(problemOf(() => parse({ hook: 'order-sign', context: {} }))).toMatchObject({
    code: 'HOOK_MISMATCH',
    details: { path: '/hook' },
  });
});

test('members that name a prototype are dropped, and nothing else changes', () => {
  const body: unknown = JSON.parse(
    '{"__proto__":{"prefetch":{}},"constructor":1,"hook":"patient-view","hookInstance":"h1",' +
      '"context":{"patientId":"p1","__proto__":{"userId":"x"}},' +
      '"prefetch":{"__proto__":{"patient":1},"constructor":2,"prototype":3,"a":4},' +
      '"extension":{"__proto__":{"b":1},"c":5}}',
  );

  const request = parseCdsRequest(body, service);

  expect(request).toEqual({ ...minimal, prefetch: { a: 4 }, extension: { c: 5 } });
  expect(Object.getPrototypeOf(request.prefetch)).toBe(Object.prototype);
});

test('the body is left as it was', () => {
  const body = { ...minimal, fhirServer: '', context: { patientId: 'Patient/p1' }, prefetch: {} };
  const before = structuredClone(body);

  parseCdsRequest(body, service);

  expect(body).toEqual(before);
});

function problemOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}
