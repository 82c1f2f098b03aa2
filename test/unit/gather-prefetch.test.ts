import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';
import type { GatherOptions } from '../../src/model/stages.js';
import { noAccess } from '../support/fhir-access.js';

const query = (key: string, resourceType: string, isScope = false): PlannedQuery => ({
  key,
  resourceType,
  path: `${resourceType}?patient={{context.patientId}}`,
  required: isScope,
  scope: isScope,
});
const options: GatherOptions = {
  plan: [
    { ...query('patient', 'Patient', true), path: 'Patient/{{context.patientId}}' },
    query('conditions', 'Condition', true),
    query('observations-1', 'Observation'),
    query('procedures', 'Procedure'),
  ],
  isCandidate: () => true,
  access: noAccess,
  prefetch: { use: 'prefer', nullMeans: 'empty' },
  limits: { deadlineMs: 1000, maxPages: 5, maxEntries: 100 },
};
const request = (
  prefetch?: CdsRequest['prefetch'],
  rest: Partial<CdsRequest> = {},
): CdsRequest => ({
  hook: 'patient-view',
  hookInstance: 'h',
  context: { patientId: 'p1' },
  ...(prefetch !== undefined && { prefetch }),
  ...rest,
});
const patient = { resourceType: 'Patient', id: 'p1' };
const record = (resourceType: string, id: string, subject?: string) => ({
  resourceType,
  id,
  ...(subject !== undefined && { subject: { reference: subject } }),
});
const bundle = (...entry: unknown[]) => ({ resourceType: 'Bundle', entry });
const ids = (resources: readonly { id?: string | undefined }[] | undefined) =>
  resources?.map(({ id }) => id);

describe('a chart from prefetch alone', () => {
  test('holds every resource by type and a state for every key of the plan', async () => {
    const chart = await gatherChart(
      request({
        patient,
        conditions: bundle(record('Condition', 'c2', 'Patient/p1'), record('Condition', 'c1')),
        'observations-1': null,
      }),
      options,
    );

    expect(chart.patient).toEqual(patient);
    expect([...chart.resources.keys()]).toEqual(['Condition', 'Patient']);
    expect(ids(chart.resources.get('Condition'))).toEqual(['c1', 'c2']);
    expect(chart.queries).toEqual({
      patient: 'data',
      conditions: 'data',
      'observations-1': 'null',
      procedures: 'absent',
    });
  });

  test('takes null Conditions for none', async () => {
    const chart = await gatherChart(request({ patient, conditions: null }), options);

    expect(chart.queries['conditions']).toBe('null');
  });

  test('takes the resources of unknown keys as evidence that completes nothing', async () => {
    const chart = await gatherChart(
      request({
        patient,
        conditions: null,
        labs: bundle(record('Observation', 'o1'), record('Observation', 'o2', 'Patient/p2')),
        rubbish: '<html>',
      }),
      options,
    );

    expect(ids(chart.resources.get('Observation'))).toEqual(['o1']);
    expect(chart.queries['observations-1']).toBe('absent');
    expect(Object.keys(chart.queries)).not.toContain('labs');
  });

  test('keeps included resources of other types', async () => {
    const chart = await gatherChart(
      request({
        patient,
        conditions: bundle(record('Condition', 'c1'), record('Practitioner', 'd1')),
      }),
      options,
    );

    expect(ids(chart.resources.get('Practitioner'))).toEqual(['d1']);
    expect(chart.queries['conditions']).toBe('data');
  });

  test('does not change the request', async () => {
    const given = request({ patient, conditions: bundle(record('Condition', 'c1', 'Patient/x')) });
    const before = structuredClone(given);

    await gatherChart(given, options);

    expect(given).toEqual(before);
  });
});

describe('what makes a request fail', () => {
  test.each<[string, CdsRequest, string, readonly string[] | undefined]>([
    ['no prefetch at all', request(), 'FHIR_DATA_UNAVAILABLE', ['patient', 'conditions']],
    [
      'a null Patient',
      request({ patient: null, conditions: null }),
      'FHIR_DATA_UNAVAILABLE',
      ['patient'],
    ],
    [
      'an empty Patient search',
      request({ patient: bundle(), conditions: null }),
      'FHIR_DATA_UNAVAILABLE',
      ['patient'],
    ],
    ['missing Conditions', request({ patient }), 'FHIR_DATA_UNAVAILABLE', ['conditions']],
    [
      'HTML as Conditions',
      request({ patient, conditions: '<html>' }),
      'FHIR_DATA_UNAVAILABLE',
      ['conditions'],
    ],
    [
      'another Patient',
      request({ patient: { ...patient, id: 'p2' }, conditions: null }),
      'PATIENT_MISMATCH',
      undefined,
    ],
    [
      'a Patient without id',
      request({ patient: { resourceType: 'Patient' }, conditions: null }),
      'PATIENT_MISMATCH',
      undefined,
    ],
    [
      'a search that found another Patient',
      request({ patient: bundle({ ...patient, id: 'p2' }), conditions: null }),
      'PATIENT_MISMATCH',
      undefined,
    ],
    [
      'a foreign fhirServer though prefetch suffices',
      request({ patient, conditions: null }, { fhirServer: 'https://ehr.example/fhir' }),
      'FHIR_SERVER_NOT_ALLOWED',
      undefined,
    ],
    [
      'a fhirServer that is no URL',
      request({ patient, conditions: null }, { fhirServer: 'ehr' }),
      'CDS_REQUEST_INVALID',
      undefined,
    ],
  ])('%s', async (_title, given, code, queries) => {
    const gathered = gatherChart(given, options);

    await expect(gathered).rejects.toMatchObject({ code, details: queries ? { queries } : {} });
  });

  test('the error says nothing of the patient', async () => {
    const other = { ...patient, id: 'ZZPHI-2', name: [{ family: 'ZZPHI' }] };

    const gathered = gatherChart(request({ patient: other }), options);

    const error: unknown = await gathered.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'PATIENT_MISMATCH' });
    expect(JSON.stringify([error, String(error)])).not.toContain('ZZPHI');
  });
});

describe('a broken-off required answer', () => {
  const broken = bundle(record('Condition', 'c1'), {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'exception' }],
  });

  test('counts with what it has for a candidate', async () => {
    const chart = await gatherChart(request({ patient, conditions: broken }), options);

    expect(chart.queries['conditions']).toBe('partial');
    expect(ids(chart.resources.get('Condition'))).toEqual(['c1']);
  });

  test('is no answer for anybody else', async () => {
    const gathered = gatherChart(request({ patient, conditions: broken }), {
      ...options,
      isCandidate: () => false,
    });

    await expect(gathered).rejects.toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      details: { queries: ['conditions'] },
    });
  });

  const outcome = (code: string) => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'warning', code }],
  });
  test.each([
    ['a warning of time in place of results', bundle(outcome('timeout'))],
    ['a warning of rights in place of results', bundle(outcome('security'))],
    ['a warning nobody knows in place of results', bundle(outcome('invalid'))],
    ['a warning of time beside a record', bundle(record('Condition', 'c1'), outcome('timeout'))],
    ['an entry that cannot be read beside one that can', bundle(record('Condition', 'c1'), 'x')],
  ])('%s is no answer for anybody else', async (_title, conditions) => {
    const gathered = gatherChart(request({ patient, conditions }), {
      ...options,
      isCandidate: () => false,
    });

    await expect(gathered).rejects.toMatchObject({ code: 'FHIR_DATA_UNAVAILABLE' });
  });

  test('a warning that says nothing of what is missing is harmless', async () => {
    const conditions = bundle(record('Condition', 'c1'), outcome('processing'));

    const chart = await gatherChart(request({ patient, conditions }), {
      ...options,
      isCandidate: () => false,
    });

    expect(chart.queries['conditions']).toBe('data');
  });

  test.each([
    [
      'merely is not to the end',
      { ...bundle(record('Condition', 'c1')), link: [{ relation: 'next', url: 'x' }] },
    ],
    ['has a total above its entries', { ...bundle(record('Condition', 'c1')), total: 2 }],
    ['is not shown as a whole', bundle(record('Condition', 'c1'), outcome('suppressed'))],
    ['is not shown at all', bundle(outcome('suppressed'))],
  ])('an answer that %s is one for everybody', async (_title, conditions) => {
    const chart = await gatherChart(request({ patient, conditions }), {
      ...options,
      isCandidate: () => false,
    });

    expect(chart.queries['conditions']).toBe('partial');
  });
});
