import nock from 'nock';
import { gatherChart } from '../../src/gather/index.js';
import type { Chart } from '../../src/model/chart.js';
import {
  bundle,
  options,
  origin,
  outcome,
  paths,
  patient,
  record,
  request,
  token,
  withoutToken,
} from '../support/fetching-request.js';

const noResults = { ...bundle(outcome('warning', 'processing')), total: 0 };
const ids = (chart: Chart, type: string) => chart.resources.get(type)?.map(({ id }) => id);

let asked: string[] = [];

function answer(path: string, body: unknown, status = 200, headers: nock.ReplyHeaders = {}): void {
  nock(origin)
    .get(path)
    .reply(
      status,
      (uri) => {
        asked.push(uri);
        return body as nock.Body;
      },
      headers,
    );
}

beforeAll(() => {
  nock.disableNetConnect();
});
beforeEach(() => {
  asked = [];
});
afterEach(() => {
  nock.cleanAll();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('a chart from the server alone', () => {
  test('reads the whole plan with one GET each, with the token and uncompressed', async () => {
    const seen: Record<string, unknown>[] = [];
    const bodies: Record<string, unknown> = {
      [paths.patient]: patient,
      [paths.conditions]: bundle(record('Condition', 'c1')),
      [paths.labs]: bundle(record('Observation', 'o1')),
      [paths.otherLabs]: noResults,
      [paths.procedures]: { resourceType: 'Bundle', type: 'searchset', total: 0 },
    };
    for (const [path, body] of Object.entries(bodies)) {
      nock(origin)
        .get(path)
        .reply(200, function (uri) {
          asked.push(uri);
          seen.push(this.req.headers);
          return body as nock.Body;
        });
    }

    const chart = await gatherChart(request(), options);

    expect([...asked].sort()).toEqual(Object.values(paths).sort());
    expect(
      seen.map((headers) => [
        headers['authorization'],
        headers['accept'],
        headers['accept-encoding'],
      ]),
    ).toEqual(
      Array.from({ length: 5 }, () => [`Bearer ${token}`, 'application/fhir+json', 'identity']),
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
    nock(origin, { badheaders: ['authorization'] })
      .get(paths.patient)
      .reply(200, patient);
    nock(origin, { badheaders: ['authorization'] })
      .get(paths.conditions)
      .reply(200, noResults);
    const chart = await gatherChart(withoutToken, { ...options, isCandidate: () => false });

    expect(chart.queries).toMatchObject({ patient: 'data', conditions: 'empty' });
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

    expect(asked.sort()).toEqual([paths.conditions, paths.patient]);
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
        askedForScope = [...asked].sort();
        return true;
      },
    });

    expect(askedForScope).toEqual([paths.conditions, paths.patient]);
    expect(asked).toHaveLength(5);
  });
});
