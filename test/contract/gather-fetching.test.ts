import { gatherChart } from '../../src/gather/index.js';
import type { Chart } from '../../src/model/chart.js';
import {
  bundle,
  options,
  outcome,
  paths,
  patient,
  record,
  request,
  server,
  token,
  withoutToken,
} from '../support/fetching-request.js';

const noResults = { ...bundle(outcome('warning', 'processing')), total: 0 };
const ids = (chart: Chart, type: string) => chart.resources.get(type)?.map(({ id }) => id);

function answer(path: string, body: unknown): void {
  server.answer(path, { body });
}

afterEach(() => {
  server.reset();
});

describe('a chart from the server alone', () => {
  test('reads the whole plan with one GET each, with the token and uncompressed', async () => {
    const bodies: Record<string, unknown> = {
      [paths.patient]: patient,
      [paths.conditions]: bundle(record('Condition', 'c1')),
      [paths.labs]: bundle(record('Observation', 'o1')),
      [paths.otherLabs]: noResults,
      [paths.procedures]: { resourceType: 'Bundle', type: 'searchset', total: 0 },
    };
    for (const [path, body] of Object.entries(bodies)) answer(path, body);

    const chart = await gatherChart(request(), options);

    expect([...server.paths()].sort()).toEqual(Object.values(paths).sort());
    expect(
      server.requests.map(({ method, headers }) => [
        method,
        headers.authorization,
        headers.accept,
        headers['accept-encoding'],
      ]),
    ).toEqual(
      Array.from({ length: 5 }, () => [
        'GET',
        `Bearer ${token}`,
        'application/fhir+json',
        'identity',
      ]),
    );
    expect(chart.queries).toEqual({
      patient: 'data',
      conditions: 'data',
      'observations-1': 'data',
      'observations-2': 'empty',
      procedures: 'empty',
    });
    expect(ids(chart, 'Observation')).toEqual(['o1']);
  });

  test('leaves no trace of request or token on what it returns', async () => {
    answer(paths.patient, patient);
    answer(paths.conditions, noResults);

    const chart = await gatherChart(request(), { ...options, isCandidate: () => false });

    expect(Reflect.ownKeys(chart.patient)).toEqual(['resourceType', 'id']);
  });

  test('sends no authorization when the request has none', async () => {
    answer(paths.patient, patient);
    answer(paths.conditions, noResults);

    const chart = await gatherChart(withoutToken, { ...options, isCandidate: () => false });

    expect(chart.queries).toMatchObject({ patient: 'data', conditions: 'empty' });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('scope first', () => {
  test('a patient who is no candidate costs two requests', async () => {
    const judged: Chart[] = [];
    answer(paths.patient, patient);
    answer(paths.conditions, bundle(record('Condition', 'c1')));

    const chart = await gatherChart(request({ prefetch: { procedures: null } }), {
      ...options,
      isCandidate: (scope) => {
        judged.push(scope);
        return false;
      },
    });

    expect([...server.paths()].sort()).toEqual([paths.conditions, paths.patient]);
    expect(judged).toEqual([chart]);
    expect(chart.queries).toEqual({
      patient: 'data',
      conditions: 'data',
      'observations-1': 'absent',
      'observations-2': 'absent',
      procedures: 'null',
    });
  });

  test('nothing beyond scope is asked before the scope is judged', async () => {
    let askedForScope: readonly string[] = [];
    for (const path of Object.values(paths))
      answer(path, path === paths.patient ? patient : noResults);

    await gatherChart(request(), {
      ...options,
      isCandidate: () => {
        askedForScope = [...server.paths()].sort();
        return true;
      },
    });

    expect(askedForScope).toEqual([paths.conditions, paths.patient]);
    expect(server.paths()).toHaveLength(5);
  });
});
