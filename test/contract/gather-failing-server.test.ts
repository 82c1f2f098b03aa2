import nock from 'nock';
import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { GatherOptions } from '../../src/model/stages.js';
import { openAccess } from '../support/fhir-access.js';

const origin = 'https://ehr.example';
const options: GatherOptions = {
  plan: [
    {
      key: 'patient',
      resourceType: 'Patient',
      path: 'Patient/{{context.patientId}}',
      required: true,
      scope: true,
    },
    {
      key: 'conditions',
      resourceType: 'Condition',
      path: 'Condition?patient={{context.patientId}}',
      required: true,
      scope: true,
    },
    {
      key: 'procedures',
      resourceType: 'Procedure',
      path: 'Procedure?patient={{context.patientId}}',
      required: false,
      scope: false,
    },
  ],
  isCandidate: () => true,
  access: openAccess(() => true),
  prefetch: { use: 'prefer', nullMeans: 'empty' },
  limits: { deadlineMs: 5000, maxPages: 4, maxEntries: 10 },
};
const patient = { resourceType: 'Patient', id: 'p1' };
const request = (
  prefetch: Record<string, unknown> = { patient, conditions: null },
): CdsRequest => ({
  hook: 'patient-view',
  hookInstance: 'h',
  fhirServer: `${origin}/fhir`,
  fhirAuthorization: { access_token: 'secret-token' },
  context: { patientId: 'p1' },
  prefetch,
});
const procedures = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    resourceType: 'Procedure',
    id: `r${from + index}`,
  }));
const bundle = (resources: readonly unknown[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
  ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
});
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: 'ZZPHI' }],
};
const countOf = (chart: Chart) => chart.resources.get('Procedure')?.length ?? 0;
const firstPage = '/fhir/Procedure?patient=p1';
const pageAt = (number: number) => `/fhir/Procedure?page=${number}`;

beforeAll(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const failures: readonly [string, (scope: nock.Interceptor) => nock.Scope][] = [
  ['400', (get) => get.reply(400, outcome)],
  ['401', (get) => get.reply(401, '')],
  ['403', (get) => get.reply(403, outcome)],
  ['404', (get) => get.reply(404, outcome)],
  ['500 with an outcome', (get) => get.reply(500, outcome)],
  ['503 with HTML', (get) => get.reply(503, '<html>busy</html>')],
  [
    '200 with HTML',
    (get) => get.reply(200, '<html>log in</html>', { 'content-type': 'text/html' }),
  ],
  ['200 with half a JSON', (get) => get.reply(200, '{"resourceType":"Bundle","entry":[')],
  ['200 with nothing', (get) => get.reply(200, '')],
  ['200 with null', (get) => get.reply(200, 'null')],
  ['200 with an array', (get) => get.reply(200, [patient])],
  ['200 with an error outcome', (get) => get.reply(200, outcome)],
  ['200 with a Bundle of an error outcome', (get) => get.reply(200, bundle([outcome]))],
  ['a broken connection', (get) => get.replyWithError('ECONNRESET')],
];

describe.each(failures)('an answer of %s', (_title, reply) => {
  test('leaves a query that is not required as error', async () => {
    reply(nock(origin).get(firstPage));

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('error');
    expect(countOf(chart)).toBe(0);
  });

  test('to the Conditions is data unavailable, without a word of it in the error', async () => {
    reply(nock(origin).get('/fhir/Condition?patient=p1'));

    const error: unknown = await gatherChart(request({ patient }), options).catch(
      (reason: unknown) => reason,
    );

    expect(error).toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      details: { queries: ['conditions'] },
    });
    expect(error).not.toHaveProperty('cause');
    expect(JSON.stringify(error)).not.toMatch(/ZZPHI|p1|secret/);
  });

  test('to the Patient is data unavailable', async () => {
    reply(nock(origin).get('/fhir/Patient/p1'));

    await expect(gatherChart(request({ conditions: null }), options)).rejects.toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      details: { queries: ['patient'] },
    });
  });

  test('to a later page leaves what came before as partial', async () => {
    nock(origin)
      .get(firstPage)
      .reply(200, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    reply(nock(origin).get(pageAt(2)));

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(2);
  });
});

test('another Patient from the server is refused', async () => {
  nock(origin)
    .get('/fhir/Patient/p1')
    .reply(200, { ...patient, id: 'p2' });

  await expect(gatherChart(request({ conditions: null }), options)).rejects.toMatchObject({
    code: 'PATIENT_MISMATCH',
  });
});

test('an empty search for the Patient is data unavailable', async () => {
  nock(origin).get('/fhir/Patient/p1').reply(200, bundle([]));

  await expect(gatherChart(request({ conditions: null }), options)).rejects.toMatchObject({
    code: 'FHIR_DATA_UNAVAILABLE',
  });
});

test('when both fail, what the prefetch held beside its rubbish is kept', async () => {
  nock(origin).get(firstPage).reply(500, outcome);
  const wrongType = bundle([{ resourceType: 'Observation', id: 'o1' }]);

  const chart = await gatherChart(
    request({ patient, conditions: null, procedures: wrongType }),
    options,
  );

  expect(chart.queries['procedures']).toBe('error');
  expect(chart.resources.has('Observation')).toBe(true);
});

describe('small pages', () => {
  test('are read to the end', async () => {
    nock(origin)
      .get(firstPage)
      .reply(200, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    nock(origin)
      .get(pageAt(2))
      .reply(200, bundle(procedures(2, 2), 'Procedure?page=3'));
    nock(origin)
      .get(pageAt(3))
      .reply(200, bundle(procedures(4, 1)));

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('data');
    expect(countOf(chart)).toBe(5);
  });

  test.each([
    ['pages', { maxPages: 2 }, 4],
    ['entries', { maxEntries: 3 }, 3],
  ])('beyond the limit of %s stay unread and the answer partial', async (_title, limit, count) => {
    nock(origin)
      .get(firstPage)
      .reply(200, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    nock(origin)
      .get(pageAt(2))
      .reply(200, bundle(procedures(2, 2), `${origin}${pageAt(3)}`));
    const third = nock(origin)
      .get(pageAt(3))
      .reply(200, bundle(procedures(4, 1)));

    const chart = await gatherChart(request(), {
      ...options,
      limits: { ...options.limits, ...limit },
    });

    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(count);
    expect(third.isDone()).toBe(false);
  });

  test('of which one only repeats another are an answer in part', async () => {
    nock(origin)
      .get(firstPage)
      .reply(200, { ...bundle(procedures(0, 2), `${origin}${pageAt(2)}`), total: 4 });
    nock(origin)
      .get(pageAt(2))
      .reply(200, { ...bundle(procedures(0, 2)), total: 4 });

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(2);
  });

  test('that go round in a circle are read once', async () => {
    const asked: string[] = [];
    const reply = (path: string, body: nock.Body): void => {
      nock(origin)
        .persist()
        .get(path)
        .reply(200, (uri) => {
          asked.push(uri);
          return body;
        });
    };
    reply(firstPage, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    reply(pageAt(2), bundle(procedures(2, 2), `${origin}${firstPage}`));

    const chart = await gatherChart(request(), options);

    expect(asked).toEqual([firstPage, pageAt(2)]);
    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(4);
  });
});
