/** Charts that visitors bring along to the sandbox. */
import request from 'supertest';
import { ada, bundle, condition, search, upload } from '../support/sandbox-upload.js';
import { authorize, authorizeQuery, baseUrl, startSmartSandbox } from '../support/smart-sandbox.js';

const { app } = startSmartSandbox();

describe('an upload', () => {
  test('has a FHIR server of its own, with the services of a SMART launch', async () => {
    const uploaded = await upload(app, bundle(ada, condition('net', 'Patient/ada')));
    const { id, fhirServer } = uploaded;
    const path = fhirServer.replace(baseUrl, '');

    const launch = await request(app)
      .post(`${path}/_services/smart/Launch`)
      .send({ launch_url: `${baseUrl}/app/launch.html`, parameters: { patient: 'ada' } });
    const token = await request(app)
      .post('/sandbox/ehr/access-token')
      .send({ fhirServer, patient: 'ada' });
    const { access_token: bearer } = token.body as { access_token: string };
    const read = (at: string) =>
      request(app).get(`${at}/Patient/ada`).set('Authorization', `Bearer ${bearer}`);
    const page = await authorize(app, authorizeQuery({ aud: fhirServer }));

    expect(fhirServer).toBe(`${baseUrl}/sandbox/uploads/${id}/fhir`);
    expect(uploaded.patients).toEqual([
      { id: 'ada', name: 'Ada Moor', story: 'Uploaded chart, 1 record' },
    ]);
    expect(uploaded.notes).toEqual([]);
    expect(await search(app, uploaded, 'Condition?patient=ada')).toHaveLength(1);
    expect(await search(app, uploaded, 'Patient?_id=elm')).toEqual([]);
    expect(launch.status).toBe(200);
    expect((await read(path)).status).toBe(200);
    // A token is for one FHIR server.
    expect((await read('/sandbox/fhir')).status).toBe(401);
    expect(page.text).toContain('Ada Moor (ada)');
    expect((await request(app).get(`/sandbox/uploads/${id}`)).body).toEqual(uploaded);
  });

  test.each(['collection', 'searchset', 'transaction', 'batch', 'document', undefined])(
    'may be a Bundle of type %s',
    async (type) => {
      const uploaded = await upload(app, { ...bundle(ada), type });

      expect(uploaded.patients.map(({ id }) => id)).toEqual(['ada']);
    },
  );

  test.each([
    ['a Patient alone', ada],
    ['a list of resources', [ada, condition('net', 'Patient/ada')]],
    ['Bundles in a Bundle', bundle(bundle(condition('net', 'Patient/ada')), bundle(ada))],
  ])('may be %s', async (_what, body) => {
    expect((await upload(app, body)).patients.map(({ id }) => id)).toEqual(['ada']);
  });

  test('may hold several patients, each with its records', async () => {
    const uploaded = await upload(
      app,
      bundle(
        ada,
        { resourceType: 'Patient', id: 'bob', name: [{ text: 'Bob' }] },
        { resourceType: 'Patient', id: 'nameless' },
        condition('a', 'Patient/bob'),
        condition('b', 'Patient/bob'),
      ),
    );

    expect(uploaded.patients).toEqual([
      { id: 'ada', name: 'Ada Moor', story: 'Uploaded chart, 0 records' },
      { id: 'bob', name: 'Bob', story: 'Uploaded chart, 2 records' },
      { id: 'nameless', name: 'Patient nameless', story: 'Uploaded chart, 0 records' },
    ]);
  });

  test('keeps dates, texts and wrong references as they came', async () => {
    const odd = {
      ...condition('net', 'Patient/ada'),
      onsetDateTime: '2020-02-30',
      recordedDate: 'yesterday',
      note: [{ text: ' <b>x</b> ' }],
      evidence: [{ detail: [{ reference: 'Observation/nowhere' }, { reference: 7 }] }],
    };
    const [found] = await search(app, await upload(app, bundle(ada, odd)), 'Condition?patient=ada');

    expect(found).toEqual(odd);
  });
});

describe('references in an upload', () => {
  test.each([
    [
      'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0',
      'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0',
    ],
    ['https://ehr.example/r4/Patient/ada', 'https://ehr.example/r4/Patient/ada'],
    ['https://ehr.example/r4/Patient/ada', 'https://ehr.example/r4/Patient/ada/_history/3'],
    ['https://ehr.example/r4/Patient/ada', 'Patient/ada'],
    [undefined, 'Patient/ada'],
  ])('to the entry %s, written as %s, lead to the patient', async (fullUrl, reference) => {
    const uploaded = await upload(app, {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: 'https://ehr.example/r4/Condition/net', resource: condition('net', reference) },
        { ...(fullUrl !== undefined && { fullUrl }), resource: ada },
      ],
    });

    const [found] = await search(app, uploaded, 'Condition?patient=ada');
    expect(found).toMatchObject({ subject: { reference: 'Patient/ada' } });
    expect(uploaded.notes).toEqual([]);
  });

  const another = { ...ada, name: [{ text: 'Another' }] };

  test('lead to the record of the same server where two servers have the same id', async () => {
    const entry = (server: string, resource: { resourceType: string; id: string }) => ({
      fullUrl: `${server}/${resource.resourceType}/${resource.id}`,
      resource,
    });
    const [a, b] = ['https://a.example/fhir', 'https://b.example/fhir'];
    const uploaded = await upload(app, {
      resourceType: 'Bundle',
      entry: [
        entry(a, ada),
        entry(b, another),
        entry(a, condition('one', 'Patient/ada')),
        entry(b, condition('two', 'Patient/ada')),
      ],
    });
    const other = uploaded.patients.find(({ name }) => name === 'Another')?.id ?? '';

    expect(uploaded.notes).toEqual(['Patient (1): had the id of another and got a new one.']);
    expect(await search(app, uploaded, 'Condition?patient=ada')).toMatchObject([{ id: 'one' }]);
    expect(await search(app, uploaded, `Condition?patient=${other}`)).toMatchObject([
      { id: 'two' },
    ]);
  });

  test.each([
    ['a b', 'had an id that FHIR does not allow and got a new one'],
    ['x'.repeat(65), 'had an id that FHIR does not allow and got a new one'],
    ['../../admin', 'had an id that FHIR does not allow and got a new one'],
    [7, 'had an id that FHIR does not allow and got a new one'],
    [undefined, 'had no id and got one'],
  ])('follow a patient whose id %p is replaced', async (id, note) => {
    const fullUrl = 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0';
    const uploaded = await upload(app, {
      resourceType: 'Bundle',
      entry: [{ fullUrl, resource: { ...ada, id } }, { resource: condition('net', fullUrl) }],
    });
    const patient = uploaded.patients[0]?.id ?? '';

    expect(uploaded.notes).toEqual([`Patient (1): ${note}.`]);
    expect(await search(app, uploaded, `Condition?patient=${patient}`)).toHaveLength(1);
  });
});

describe('what is left out is told', () => {
  test.each<[string, readonly object[], string]>([
    [
      'types that the server does not hold',
      [
        { resourceType: 'Coverage', id: 'a' },
        { resourceType: 'Coverage', id: 'b' },
      ],
      'Coverage (2): left out: this server does not hold the type.',
    ],
    [
      'a type with a strange name',
      [{ resourceType: '<script>', id: 'a' }],
      'Resource of an unreadable type (1): left out: this server does not hold the type.',
    ],
    [
      'an entry without a type',
      [{ id: 'a' }],
      'entry (1): left out: no resource with a resourceType.',
    ],
    [
      'a record of nobody here',
      [condition('net', 'Patient/elm')],
      'Condition (1): the subject is no Patient of this upload, so no chart shows it.',
    ],
    ['a record that comes twice', [ada], 'Patient (1): came more than once; the last is kept.'],
  ])('%s', async (_what, resources, note) => {
    expect((await upload(app, bundle(ada, ...resources))).notes).toEqual([note]);
  });

  test('a resource nested too deeply, and names that could tamper with objects', async () => {
    const depth = 50_000;
    const deep = `{"resourceType":"Observation","id":"deep","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const tampering =
      '{"resourceType":"Condition","id":"net","subject":{"reference":"Patient/ada","__proto__":{"x":1}},"constructor":{"y":1}}';
    const uploaded = await upload(
      app,
      `{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(ada)}},{"resource":${deep}},{"resource":${tampering}}]}`,
    );

    expect(uploaded.notes).toEqual([
      'Observation (1): left out: nested too deeply.',
      'Condition (2): elements left out that FHIR does not know.',
    ]);
    expect(await search(app, uploaded, 'Condition?patient=ada')).toEqual([
      condition('net', 'Patient/ada'),
    ]);
    expect({}).not.toHaveProperty('x');
  });
});

test('odd versions, times and texts of 10,000 characters are served without an error', async () => {
  const meta = { versionId: 'a\r\nb: c', lastUpdated: 'not a time' };
  const display = 'x'.repeat(10_000);
  const coded = { ...condition('net', 'Patient/ada'), meta, code: { coding: [{ display }] } };
  const uploaded = await upload(app, bundle({ ...ada, meta: 'text' }, coded));
  const path = uploaded.fhirServer.replace(baseUrl, '');

  for (const resource of ['Patient/ada', 'Condition/net', 'Condition/net/_history/1']) {
    expect((await request(app).get(`${path}/${resource}`)).status).toBe(200);
  }
  expect((await request(app).get(`${path}/Condition/net`)).body).toEqual(coded);
});
