import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { GatherOptions } from '../../src/model/stages.js';
import { openAccess } from '../support/fhir-access.js';
import { startScriptedServer, type ScriptedAnswer } from '../support/scripted-fhir-server.js';

const server = await startScriptedServer();
const { origin } = server;
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

function answer(path: string, body: unknown): void {
  server.answer(path, { body });
}

afterEach(() => {
  server.reset();
});

const failures: readonly [string, ScriptedAnswer | 'breaks'][] = [
  ['400', { status: 400, body: outcome }],
  ['401', { status: 401, body: '' }],
  ['403', { status: 403, body: outcome }],
  ['404', { status: 404, body: outcome }],
  ['500 with an outcome', { status: 500, body: outcome }],
  ['503 with HTML', { status: 503, body: '<html>busy</html>' }],
  ['200 with HTML', { status: 200, body: '<html>log in</html>', contentType: 'text/html' }],
  ['200 with half a JSON', { status: 200, body: '{"resourceType":"Bundle","entry":[' }],
  ['200 with nothing', { status: 200, body: '' }],
  ['200 with null', { status: 200, body: 'null' }],
  ['200 with an array', { status: 200, body: [patient] }],
  ['200 with an error outcome', { status: 200, body: outcome }],
  ['200 with a Bundle of an error outcome', { status: 200, body: bundle([outcome]) }],
  ['a broken connection', 'breaks'],
];

describe.each(failures)('an answer of %s', (_title, failure) => {
  test('leaves a query that is not required as error', async () => {
    server.answer(firstPage, failure);

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('error');
    expect(countOf(chart)).toBe(0);
  });

  test('to the Conditions is data unavailable, without a word of it in the error', async () => {
    server.answer('/fhir/Condition?patient=p1', failure);

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
    server.answer('/fhir/Patient/p1', failure);

    await expect(gatherChart(request({ conditions: null }), options)).rejects.toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      details: { queries: ['patient'] },
    });
  });

  test('to a later page leaves what came before as partial', async () => {
    answer(firstPage, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    server.answer(pageAt(2), failure);

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(2);
  });
});

test('another Patient from the server is refused', async () => {
  answer('/fhir/Patient/p1', { ...patient, id: 'p2' });

  await expect(gatherChart(request({ conditions: null }), options)).rejects.toMatchObject({
    code: 'PATIENT_MISMATCH',
  });
});

test('an empty search for the Patient is data unavailable', async () => {
  answer('/fhir/Patient/p1', bundle([]));

  await expect(gatherChart(request({ conditions: null }), options)).rejects.toMatchObject({
    code: 'FHIR_DATA_UNAVAILABLE',
  });
});

test('when both fail, what the prefetch held beside its rubbish is kept', async () => {
  server.answer(firstPage, { status: 500, body: outcome });
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
    answer(firstPage, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    answer(pageAt(2), bundle(procedures(2, 2), 'Procedure?page=3'));
    answer(pageAt(3), bundle(procedures(4, 1)));

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('data');
    expect(countOf(chart)).toBe(5);
  });

  test.each([
    ['pages', { maxPages: 2 }, 4],
    ['entries', { maxEntries: 3 }, 3],
  ])('beyond the limit of %s stay unread and the answer partial', async (_title, limit, count) => {
    answer(firstPage, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    answer(pageAt(2), bundle(procedures(2, 2), `${origin}${pageAt(3)}`));
    answer(pageAt(3), bundle(procedures(4, 1)));

    const chart = await gatherChart(request(), {
      ...options,
      limits: { ...options.limits, ...limit },
    });

    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(count);
    expect(server.paths()).not.toContain(pageAt(3));
  });

  test('of which one only repeats another are an answer in part', async () => {
    answer(firstPage, { ...bundle(procedures(0, 2), `${origin}${pageAt(2)}`), total: 4 });
    answer(pageAt(2), { ...bundle(procedures(0, 2)), total: 4 });

    const chart = await gatherChart(request(), options);

    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(2);
  });

  test('that go round in a circle are read once', async () => {
    answer(firstPage, bundle(procedures(0, 2), `${origin}${pageAt(2)}`));
    answer(pageAt(2), bundle(procedures(2, 2), `${origin}${firstPage}`));

    const chart = await gatherChart(request(), options);

    expect(server.paths()).toEqual([firstPage, pageAt(2)]);
    expect(chart.queries['procedures']).toBe('partial');
    expect(countOf(chart)).toBe(4);
  });
});
