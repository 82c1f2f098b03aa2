import nock from 'nock';
import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';
import type { GatherOptions } from '../../src/model/stages.js';

const origin = 'https://ehr.example';
const token = 'secret-token';
const query = (key: string, resourceType: string, path: string, isScope = false): PlannedQuery => ({
  key,
  resourceType,
  path,
  required: isScope,
  scope: isScope,
});
const plan = [
  query('patient', 'Patient', 'Patient/{{context.patientId}}', true),
  query('conditions', 'Condition', 'Condition?patient={{context.patientId}}', true),
  query(
    'observations-1',
    'Observation',
    'Observation?patient={{context.patientId}}&code=http://loinc.org|1-8,http://loinc.org|2-6',
  ),
  query(
    'observations-2',
    'Observation',
    'Observation?patient={{context.patientId}}&code=http://loinc.org|3-4',
  ),
  query('procedures', 'Procedure', 'Procedure?patient={{context.patientId}}'),
];
const paths = {
  patient: '/fhir/Patient/p1',
  conditions: '/fhir/Condition?patient=p1',
  labs: '/fhir/Observation?patient=p1&code=http://loinc.org%7C1-8,http://loinc.org%7C2-6',
  otherLabs: '/fhir/Observation?patient=p1&code=http://loinc.org%7C3-4',
  procedures: '/fhir/Procedure?patient=p1',
};
const options: GatherOptions = {
  plan,
  isCandidate: () => true,
  isAllowedFhirBase: (base) => base.href === `${origin}/fhir`,
  limits: { deadlineMs: 5000, maxPages: 4, maxEntries: 10, maxResponseBytes: 100_000 },
};
const withoutToken: CdsRequest = {
  hook: 'patient-view',
  hookInstance: 'h',
  fhirServer: `${origin}/fhir`,
  context: { patientId: 'p1' },
};
const request = (rest: Partial<CdsRequest> = {}): CdsRequest => ({
  ...withoutToken,
  fhirAuthorization: { access_token: token, token_type: 'Bearer' },
  ...rest,
});
const patient = { resourceType: 'Patient', id: 'p1' };
const record = (resourceType: string, id: string) => ({ resourceType, id });
const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
const page = (url: string, ...resources: unknown[]) => ({
  ...bundle(...resources),
  link: [{ relation: 'next', url }],
});
const outcome = (severity: string, code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, details: { coding: [{ code: '4101' }] } }],
});
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

    expect([...asked].sort()).toEqual([paths.labs, paths.otherLabs].sort());
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

    expect(asked).toEqual([]);
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

    expect(asked).toEqual(['/fhir/Condition?patient=p1&page=2']);
    expect(ids(chart, 'Condition')).toEqual(['c1', 'c2']);
    expect(chart.queries['conditions']).toBe('data');
  });

  test('a foreign Patient in prefetch is refused before anything is asked', async () => {
    const gathered = gatherChart(
      request({ prefetch: { patient: { ...patient, id: 'p2' } } }),
      options,
    );

    await expect(gathered).rejects.toMatchObject({ code: 'PATIENT_MISMATCH' });
    expect(asked).toEqual([]);
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
    expect(asked).toEqual([]);
  });
});
