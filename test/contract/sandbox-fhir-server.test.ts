import type { CapabilityStatement } from 'fhir/r4.js';
import request from 'supertest';
import { createSandboxFhirStore, SandboxStoreError } from '../../sandbox/fhir-server/index.js';
import { base, expectOutcome, startSandbox } from '../support/sandbox-fhir-fixture.js';

const root = '/sandbox/fhir';
const fhirJson = 'application/fhir+json; charset=utf-8';
describe('the capability statement', () => {
  test('tells FHIR version, types, interactions and search parameters', async () => {
    const answer = await request(startSandbox().app).get(`${root}/metadata`);
    const statement = answer.body as CapabilityStatement;
    const types = statement.rest?.[0]?.resource ?? [];

    expect(answer.headers['content-type']).toBe(fhirJson);
    expect(statement).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      kind: 'instance',
      implementation: { url: base },
    });
    expect(types.map(({ type }) => type)).toEqual([
      'Patient',
      'Condition',
      'Observation',
      'Procedure',
      'MedicationRequest',
      'MedicationStatement',
      'MedicationAdministration',
      'Medication',
      'DiagnosticReport',
      'ServiceRequest',
      'Encounter',
      'Practitioner',
      'PractitionerRole',
      'Organization',
      'ImagingStudy',
      'Specimen',
      'DocumentReference',
    ]);
  });

  test('names only search parameters that strict handling takes', async () => {
    const { app } = startSandbox();
    const answer = await request(app).get(`${root}/metadata`);
    const types = (answer.body as CapabilityStatement).rest?.[0]?.resource ?? [];
    const sample = { token: 'x', date: '2020', string: 'x', reference: 'x' } as const;

    const statuses: number[] = [];
    for (const { type, searchParam = [] } of types) {
      const query = searchParam.map((p) => `${p.name}=${sample[p.type as keyof typeof sample]}`);
      const strict = await request(app)
        .get(`${root}/${type}?${query.join('&')}`)
        .set('Prefer', 'handling=strict');
      statuses.push(strict.status);
    }

    expect(statuses).toEqual(Array.from({ length: 17 }, () => 200));
  });
});

describe('reading', () => {
  test.each([
    'application/json',
    'application/fhir+json',
    'application/fhir+json; fhirVersion=4.0',
    '*/*',
  ])('gives the resource to a client that accepts %s', async (accept) => {
    const answer = await request(startSandbox().app)
      .get(`${root}/Patient/ada`)
      .set('Accept', accept)
      .set('Authorization', 'Bearer anything');

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(fhirJson);
    expect(answer.headers['etag']).toBe('W/"1"');
    expect(answer.body).toMatchObject({ resourceType: 'Patient', id: 'ada' });
  });

  test.each([
    ['Patient/nobody', 404, 'not-found'],
    ['Patient/ki67', 404, 'not-found'],
    ['Patient/ada/_history/2', 404, 'not-found'],
    ['Patient/ada/name', 404, 'not-found'],
    ['Patient/a%20b', 400, 'value'],
    ['Patient/..%2Fada', 400, 'value'],
    [`Patient/${'x'.repeat(65)}`, 400, 'value'],
    ['Patient/%E0%A4%A', 400, 'invalid'],
    ['AllergyIntolerance/a', 404, 'not-supported'],
    ['patient/ada', 404, 'not-supported'],
    ['AllergyIntolerance', 404, 'not-supported'],
    ['__proto__/a', 404, 'not-supported'],
    ['constructor', 404, 'not-supported'],
    ['', 404, 'not-found'],
  ])('GET %s answers %i', async (path, status, code) => {
    const answer = await request(startSandbox().app).get(`${root}/${path}`);

    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(fhirJson);
    expectOutcome(answer.body, code);
  });

  test('HEAD tells the headers alone', async () => {
    const answer = await request(startSandbox().app).head(`${root}/Patient/ada`);

    expect(answer.status).toBe(200);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(100);
  });

  test('a client that takes no JSON gets 406', async () => {
    const answer = await request(startSandbox().app)
      .get(`${root}/Patient/ada`)
      .set('Accept', 'application/fhir+xml');

    expect(answer.status).toBe(406);
    expectOutcome(answer.body, 'not-supported');
  });
});

describe('methods and origins', () => {
  test.each([
    ['put', 'Patient/ada', 'GET, HEAD, OPTIONS'],
    ['delete', 'Patient/ada', 'GET, HEAD, OPTIONS'],
    ['post', 'Patient/ada', 'GET, HEAD, OPTIONS'],
    ['patch', 'Patient/ada/_history/1', 'GET, HEAD, OPTIONS'],
    ['put', 'Patient', 'GET, HEAD, POST, OPTIONS'],
    ['delete', 'Observation', 'GET, HEAD, POST, OPTIONS'],
    ['get', 'Observation/_search', 'POST, OPTIONS'],
    ['post', 'metadata', 'GET, HEAD, OPTIONS'],
  ] as const)('%s %s is 405 and tells what is allowed', async (method, path, allowed) => {
    const answer = await request(startSandbox().app)[method](`${root}/${path}`);

    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe(allowed);
    expectOutcome(answer.body, 'not-supported');
  });

  test('a method on an unknown type is 404', async () => {
    const answer = await request(startSandbox().app).put(`${root}/Nonsense/1`);

    expect(answer.status).toBe(404);
  });

  test('a preflight is answered for any origin', async () => {
    const answer = await request(startSandbox().app)
      .options(`${root}/Observation/_search`)
      .set('Origin', 'https://ehr.example')
      .set('Access-Control-Request-Method', 'POST');

    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,POST,OPTIONS',
      'access-control-allow-headers': 'Authorization,Content-Type,Accept,Prefer',
    });
  });

  test.each(['Patient/ada', 'Patient/nobody', 'Nonsense'])(
    '%s may be read by any page',
    async (path) => {
      const answer = await request(startSandbox().app).get(`${root}/${path}`);

      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['access-control-expose-headers']).toBe('Location,WWW-Authenticate');
    },
  );
});

describe('the store', () => {
  test.each([
    ['of a type it does not hold', { resourceType: 'Flag', id: 'a' }],
    ['without an id', { resourceType: 'Patient' }],
    ['with an id that is none', { resourceType: 'Patient', id: 'a b' }],
  ])('refuses a resource %s', (_name, resource) => {
    expect(() => createSandboxFhirStore([resource])).toThrow(SandboxStoreError);
  });

  test('refuses to replace a resource, and keeps the last of equal ones it starts with', () => {
    const store = createSandboxFhirStore([
      { resourceType: 'Patient', id: 'a' },
      { resourceType: 'Patient', id: 'a', language: 'de' },
    ]);

    expect(store.list('Patient').map(({ resource }) => resource.language)).toEqual(['de']);
    expect(() => store.add({ resourceType: 'Patient', id: 'a' })).toThrow(SandboxStoreError);
  });
});
