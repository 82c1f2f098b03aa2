/** What the FHIR server of the sandbox lets a token do. SMART App Launch 2.2, scopes; RFC 6750. */
import type { Bundle } from 'fhir/r4.js';
import request, { type Response } from 'supertest';
import { expectOutcome } from '../support/sandbox-fhir-fixture.js';
import { startSmartSandbox, tokenFor } from '../support/smart-sandbox.js';

const { app } = startSmartSandbox();

function read(path: string, token: string): Promise<Response> {
  return request(app)
    .get(`/sandbox/fhir/${path}`)
    .set('Authorization', `Bearer ${token}`)
    .then((answer) => answer);
}

const order = (patient: string) => ({
  resourceType: 'ServiceRequest',
  status: 'draft',
  intent: 'proposal',
  subject: { reference: `Patient/${patient}` },
});

function create(type: string, token: string, body: object): Promise<Response> {
  return request(app)
    .post(`/sandbox/fhir/${type}`)
    .set('Authorization', `Bearer ${token}`)
    .send(body)
    .then((answer) => answer);
}

describe('a token for one patient', () => {
  let token = '';
  let foreign = '';
  beforeAll(async () => {
    token = await tokenFor(app, 'elm', 'patient/*.crs');
    const others = await request(app).get('/sandbox/fhir/Condition?patient=jasmine');
    foreign = (others.body as Bundle).entry?.[0]?.resource?.id ?? '';
  });

  test.each(['Patient/elm', 'Patient?_id=elm', 'Condition?patient=elm', 'Practitioner?name=x'])(
    'reads %s',
    async (path) => {
      expect((await read(path, token)).status).toBe(200);
    },
  );

  test.each(['Patient/jasmine', 'Condition?patient=jasmine', 'Condition?patient=elm,jasmine'])(
    'does not read %s',
    async (path) => {
      const answer = await read(path, token);

      expect(answer.status).toBe(403);
      expect(answer.headers['www-authenticate']).toContain('error="insufficient_scope"');
      expectOutcome(answer.body, 'forbidden');
    },
  );

  test('does not read a record of another patient by its id', async () => {
    expect(foreign).not.toBe('');
    expect((await read(`Condition/${foreign}`, token)).status).toBe(403);
    expect((await read(`Condition/${foreign}/_history/1`, token)).status).toBe(403);
  });

  test('searches this patient’s records where it names none, on every page', async () => {
    const whole = (await read('Observation?_count=200', token)).body as Bundle;
    const first = (await read('Observation?_count=2', token)).body as Bundle;
    const next = first.link?.find(({ relation }) => relation === 'next')?.url ?? '';
    const second = (await read(next.replace(/^.*\/fhir\//, ''), token)).body as Bundle;

    const subjects = [whole, first, second].flatMap(({ entry = [] }) =>
      entry.map(({ resource }) => (resource as { subject?: { reference?: string } }).subject),
    );
    expect(subjects.length).toBeGreaterThan(4);
    expect(new Set(subjects.map((subject) => subject?.reference))).toEqual(
      new Set(['Patient/elm']),
    );
  });

  test('finds this patient alone, also by POST', async () => {
    const found = await request(app)
      .post('/sandbox/fhir/Patient/_search')
      .set('Authorization', `Bearer ${token}`)
      .type('form')
      .send('gender=female,male');

    expect((found.body as Bundle).entry?.map(({ resource }) => resource?.id)).toEqual(['elm']);
  });

  test('creates records of this patient and of nobody else', async () => {
    const own = await create('ServiceRequest', token, order('elm'));
    const other = await create('ServiceRequest', token, order('jasmine'));
    const newPatient = await create('Patient', token, { resourceType: 'Patient' });

    expect([own.status, other.status, newPatient.status]).toEqual([201, 403, 403]);
  });
});

describe('the scopes of a token', () => {
  test.each([
    ['patient/Condition.rs', 'Condition?patient=elm', 200],
    ['patient/Condition.rs', 'Observation?patient=elm', 403],
    ['patient/Condition.rs', 'Patient/elm', 403],
    ['patient/Condition.read', 'Condition?patient=elm', 200],
    ['patient/*.read', 'Patient/elm', 200],
    ['patient/*.write', 'Patient/elm', 403],
    ['patient/Patient.r', 'Patient/elm', 200],
    ['patient/Patient.r', 'Patient?_id=elm', 403],
    ['patient/Patient.s', 'Patient/elm', 403],
    ['patient/Patient.*', 'Patient/elm', 200],
    ['patient/Observation.rs?category=laboratory', 'Observation?patient=elm', 403],
    ['openid', 'Patient/elm', 403],
    ['user/*.rs', 'Patient/jasmine', 200],
    ['user/Patient.rs patient/Condition.rs', 'Condition?patient=jasmine', 403],
  ])('%s: %s is answered with %i', async (scope, path, status) => {
    const token = await tokenFor(app, 'elm', scope);

    expect((await read(path, token)).status).toBe(status);
  });

  test.each([
    ['patient/*.rs', 403],
    ['patient/*.read', 403],
    ['patient/Observation.crs', 403],
    ['patient/ServiceRequest.c', 201],
    ['patient/ServiceRequest.cruds', 201],
    ['patient/ServiceRequest.write', 201],
    ['user/ServiceRequest.*', 201],
  ])('%s: creating an order is answered with %i', async (scope, status) => {
    const token = await tokenFor(app, 'elm', scope);

    expect((await create('ServiceRequest', token, order('elm'))).status).toBe(status);
  });
});

describe('a token that this server did not issue', () => {
  test.each([
    'Bearer made-up',
    'Bearer ',
    'Bearer a b',
    'Bearer ünknown',
    `Bearer ${'x'.repeat(5000)}`,
    'Basic ZWxtOmVsbQ==',
    'Bearer __proto__',
  ])('is refused: %s', async (authorization) => {
    const answer = await request(app)
      .get('/sandbox/fhir/Patient/elm')
      .set('Authorization', authorization);

    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    expectOutcome(answer.body, 'login');
  });

  test('is refused before anything else is looked at, but the capability statement is for all', async () => {
    expect((await read('Nonsense', 'made-up')).status).toBe(401);
    expect((await create('Observation', 'made-up', {})).status).toBe(401);
    expect((await read('metadata', 'made-up')).status).toBe(200);
  });

  test('without a token the sandbox stays open', async () => {
    expect((await request(app).get('/sandbox/fhir/Patient/jasmine')).status).toBe(200);
    expect(
      (await request(app).post('/sandbox/fhir/ServiceRequest').send(order('elm'))).status,
    ).toBe(201);
  });
});

test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])(
  'links and addresses are under the name that the client came by: %s',
  async (host) => {
    const answer = await request(app)
      .get('/sandbox/fhir/Observation?patient=elm&_count=1')
      .set('Host', host);
    const { link = [], entry = [] } = answer.body as Bundle;

    expect(link).toHaveLength(2);
    for (const url of [...link.map((one) => one.url), entry[0]?.fullUrl ?? '']) {
      expect(url).toMatch(new RegExp(`^http://${host.replace(/[[\]]/g, '\\$&')}/sandbox/fhir/`));
    }
  },
);

test.each(['evil.example', '127.0.0.1:3001', 'localhost'])(
  'a name that is not ours is not repeated in links: %s',
  async (host) => {
    const answer = await request(app)
      .get('/sandbox/fhir/Observation?patient=elm&_count=1')
      .set('Host', host);

    expect((answer.body as Bundle).link?.[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\//);
  },
);
