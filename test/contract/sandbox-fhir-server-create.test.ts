import type { Bundle } from 'fhir/r4.js';
import request from 'supertest';
import { base, expectOutcome, idsOf, startSandbox } from '../support/sandbox-fhir-fixture.js';

const root = '/sandbox/fhir';
const order = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/ada' },
  code: { text: 'DOTATATE PET' },
};

describe('creating', () => {
  test.each(['application/json', 'application/fhir+json', 'application/fhir+json; charset=utf-8'])(
    'a %s body is stored under a new id and found at once',
    async (type) => {
      const { app } = startSandbox();

      const created = await request(app)
        .post(`${root}/ServiceRequest`)
        .set('Content-Type', type)
        .send(JSON.stringify({ ...order, id: 'mine', meta: { source: 'urn:x', versionId: '9' } }));
      const location = String(created.headers['location']);
      const read = await request(app).get(location.replace('http://sandbox.test', ''));
      const found = await request(app).get(`${root}/ServiceRequest?patient=ada&status=active`);

      expect(created.status).toBe(201);
      expect(location).toBe(`${base}/ServiceRequest/new-1/_history/1`);
      expect(created.body).toEqual({
        ...order,
        id: 'new-1',
        meta: { source: 'urn:x', versionId: '1', lastUpdated: '2026-11-23T10:00:00.000Z' },
      });
      expect(read.body).toEqual(created.body);
      expect(idsOf(found.body as Bundle)).toEqual(['new-1']);
    },
  );

  test('an absolute subject of this server is kept as a relative reference', async () => {
    const { app } = startSandbox();
    const subject = { reference: `${base}/Patient/ada`, display: 'Ada' };

    const created = await request(app)
      .post(`${root}/ServiceRequest`)
      .send({ ...order, subject });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ subject: { reference: 'Patient/ada', display: 'Ada' } });
  });

  test('return=minimal answers without a body', async () => {
    const created = await request(startSandbox().app)
      .post(`${root}/ServiceRequest`)
      .set('Prefer', 'return=minimal')
      .send(order);

    expect(created.status).toBe(201);
    expect(created.text).toBe('');
    expect(created.headers['location']).toContain('/ServiceRequest/new-1');
  });

  test.each([
    ['broken JSON', '{"resourceType":', 'structure'],
    ['no body', '', 'invalid'],
    ['a list', '[]', 'invalid'],
    ['another type', JSON.stringify({ ...order, resourceType: 'Observation' }), 'invalid'],
    ['no type', JSON.stringify({ status: 'active' }), 'invalid'],
    ['no status', JSON.stringify({ ...order, status: undefined }), 'required'],
    ['no intent', JSON.stringify({ ...order, intent: undefined }), 'required'],
    ['an unknown status', JSON.stringify({ ...order, status: 'nonsense' }), 'code-invalid'],
    ['a status that is a list', JSON.stringify({ ...order, status: ['active'] }), 'code-invalid'],
    ['no subject', JSON.stringify({ ...order, subject: undefined }), 'required'],
    [
      'a subject without reference',
      JSON.stringify({ ...order, subject: { display: 'x' } }),
      'required',
    ],
    [
      'an unknown subject',
      JSON.stringify({ ...order, subject: { reference: 'Patient/x' } }),
      'not-found',
    ],
    [
      'a subject of no patient',
      JSON.stringify({ ...order, subject: { reference: 'Group/ada' } }),
      'not-found',
    ],
    [
      'a subject elsewhere',
      JSON.stringify({ ...order, subject: { reference: 'https://x.test/Patient/ada' } }),
      'not-found',
    ],
    ['a list of subjects', JSON.stringify({ ...order, subject: [order.subject] }), 'structure'],
    ['a code that is text', JSON.stringify({ ...order, code: 'PET' }), 'structure'],
    ['a meta that is text', JSON.stringify({ ...order, meta: 'x' }), 'structure'],
    ['a prototype key', `{"__proto__":{"a":1},${JSON.stringify(order).slice(1)}`, 'structure'],
    [
      'a nested constructor key',
      JSON.stringify({ ...order, code: { constructor: {} } }),
      'structure',
    ],
    ['endless nesting', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'structure'],
  ])('a body with %s is refused with 400', async (_name, body, code) => {
    const { app, store } = startSandbox();
    const before = store.revision();

    const answer = await request(app)
      .post(`${root}/ServiceRequest`)
      .set('Content-Type', 'application/fhir+json')
      .send(body);

    expect(answer.status).toBe(400);
    expectOutcome(answer.body, code);
    expect(store.revision()).toBe(before);
  });

  test.each([
    ['Observation', { status: 'final' }],
    ['Condition', {}],
    ['MedicationRequest', { status: 'active', intent: 'order' }],
    ['MedicationAdministration', { status: 'completed', medicationReference: { reference: 'x' } }],
    ['Encounter', { status: 'planned' }],
    ['DocumentReference', { status: 'current' }],
    ['Organization', {}],
    ['Patient', { gender: 'unclear' }],
  ])('a %s without what R4 requires of it is refused', async (resourceType, content) => {
    const withSubject = resourceType === 'Condition' ? {} : { subject: order.subject };
    const answer = await request(startSandbox().app)
      .post(`${root}/${resourceType}`)
      .send({ resourceType, ...withSubject, ...content });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test.each([
    ['Patient', {}],
    ['PractitionerRole', { code: [{ text: 'surgeon' }] }],
    ['Condition', { subject: order.subject }],
    ['Specimen', { subject: order.subject }],
  ])('a %s with the least that is needed is created', async (resourceType, content) => {
    const answer = await request(startSandbox().app)
      .post(`${root}/${resourceType}`)
      .send({ resourceType, ...content });

    expect(answer.status).toBe(201);
  });

  test.each([
    ['ServiceRequest', 'text/plain', JSON.stringify(order)],
    ['ServiceRequest', 'application/fhir+xml', '<ServiceRequest/>'],
    ['ServiceRequest', 'application/x-www-form-urlencoded', 'a=b'],
    ['ServiceRequest', 'application/json; charset=latin1', JSON.stringify(order)],
    ['Observation/_search', 'application/json', '{"patient":"ada"}'],
  ])('POST %s with %s is 415', async (path, type, body) => {
    const answer = await request(startSandbox().app)
      .post(`${root}/${path}`)
      .set('Content-Type', type)
      .send(body);

    expect(answer.status).toBe(415);
    expectOutcome(answer.body, 'not-supported');
  });

  test('a body beyond the limit is 413', async () => {
    const answer = await request(startSandbox().app)
      .post(`${root}/ServiceRequest`)
      .send({ ...order, note: [{ text: 'x'.repeat(1_100_000) }] });

    expect(answer.status).toBe(413);
    expectOutcome(answer.body, 'too-long');
  });

  test('values of unexpected shapes that get in do not disturb searches', async () => {
    const { app } = startSandbox();
    const odd = { coding: [null, 5, 'x', { code: 7 }, [{}]] };
    const posted = await request(app)
      .post(`${root}/Observation`)
      .send({
        resourceType: 'Observation',
        status: 'final',
        subject: order.subject,
        code: odd,
        category: 'x',
        effectiveDateTime: { a: 1 },
        effectivePeriod: [[]],
      });

    const found = await request(app).get(
      `${root}/Observation?patient=ada&code:not=9811-1&category:not=imaging&identifier:not=1`,
    );

    expect(posted.status).toBe(201);
    expect(idsOf(found.body as Bundle)).toContain('new-1');
  });
});
