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
  server,
} from '../support/fetching-request.js';

const page = (url: string, ...resources: unknown[]) => ({
  ...bundle(...resources),
  link: [{ relation: 'next', url }],
});
const noResults = { ...bundle(outcome('warning', 'processing')), total: 0 };
const ids = (chart: Chart, type: string) => chart.resources.get(type)?.map(({ id }) => id);

function answer(path: string, body: unknown): void {
  server.answer(path, { body });
}

afterEach(() => {
  server.reset();
});

describe('prefetch and server together', () => {
  test('only what the prefetch lacks or broke is fetched', async () => {
    answer(paths.labs, bundle(record('Observation', 'o1')));
    answer(paths.otherLabs, bundle(record('Observation', 'o2')));

    const chart = await gatherChart(
      request({
        prefetch: {
          patient,
          conditions: noResults,
          'observations-1': '<html>Tomcat</html>',
          procedures: null,
        },
      }),
      options,
    );

    expect([...server.paths()].sort()).toEqual([paths.labs, paths.otherLabs].sort());
    expect(chart.queries).toEqual({
      patient: 'data',
      conditions: 'empty',
      'observations-1': 'data',
      'observations-2': 'data',
      procedures: 'null',
    });
  });

  test('a full prefetch costs no request', async () => {
    const prefetch = {
      patient,
      conditions: null,
      'observations-1': null,
      'observations-2': noResults,
      procedures: null,
    };

    const chart = await gatherChart(request({ prefetch }), options);

    expect(server.paths()).toEqual([]);
    expect(chart.queries['observations-2']).toBe('empty');
  });

  test('a null Patient is fetched', async () => {
    answer(paths.patient, patient);

    const chart = await gatherChart(request({ prefetch: { patient: null, conditions: null } }), {
      ...options,
      isCandidate: () => false,
    });

    expect(chart.queries['patient']).toBe('data');
  });

  test('a prefetched first page is read on from its next link, not from the start', async () => {
    answer('/fhir/Condition?patient=p1&page=2', bundle(record('Condition', 'c2')));

    const chart = await gatherChart(
      request({
        prefetch: {
          patient,
          conditions: page(`${origin}/fhir/Condition?patient=p1&page=2`, record('Condition', 'c1')),
        },
      }),
      { ...options, isCandidate: () => false },
    );

    expect(server.paths()).toEqual(['/fhir/Condition?patient=p1&page=2']);
    expect(ids(chart, 'Condition')).toEqual(['c1', 'c2']);
    expect(chart.queries['conditions']).toBe('data');
  });

  test('a foreign Patient in prefetch is refused before anything is asked', async () => {
    const gathered = gatherChart(
      request({ prefetch: { patient: { ...patient, id: 'p2' } } }),
      options,
    );

    await expect(gathered).rejects.toMatchObject({ code: 'PATIENT_MISMATCH' });
    expect(server.paths()).toEqual([]);
  });

  test('a patient id that cannot stand in a URL is refused only when it would be needed', async () => {
    const context = { patientId: 'a/../b' };
    const prefetch = { patient: { ...patient, id: 'a/../b' }, conditions: null };
    const whole = { ...prefetch, 'observations-1': null, 'observations-2': null, procedures: null };

    await expect(gatherChart(request({ context, prefetch }), options)).rejects.toMatchObject({
      code: 'CDS_REQUEST_INVALID',
    });
    await expect(
      gatherChart(request({ context, prefetch: whole }), options),
    ).resolves.toMatchObject({
      patient: { id: 'a/../b' },
    });
    expect(server.paths()).toEqual([]);
  });
});
