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

describe('records of somebody else', () => {
  test.each([
    ['relative', 'Patient/p1'],
    ['absolute', 'https://ehr.example/api/FHIR/R4/Patient/p1'],
    ['of a version', 'Patient/p1/_history/3'],
    ['with a slash at its end', 'Patient/p1/'],
    ['a URN of the patient', 'urn:uuid:p1'],
    ['a URN that leads to the patient', 'urn:uuid:known'],
    ['that is the bare id', 'p1'],
  ])('a reference %s is kept', async (_title, reference) => {
    const chart = await gatherChart(
      request({
        patient,
        conditions: bundle(record('Condition', 'c1', reference), {
          fullUrl: 'urn:uuid:known',
          resource: patient,
        }),
      }),
      options,
    );

    expect(ids(chart.resources.get('Condition'))).toEqual(['c1']);
    expect(chart.queries['conditions']).toBe('data');
  });

  test.each([
    ['relative', 'Patient/p2'],
    ['that only begins alike', 'Patient/p11'],
    ['in lower case', 'patient/p2'],
    ['that is a bare id', 'p2'],
    ['to a contained resource', '#pat'],
    ['to something that is no Patient', 'Group/g1'],
    ['absolute', 'https://ehr.example/api/FHIR/R4/Patient/p2'],
    ['with a slash at its end', 'Patient/p2/'],
    ['with a query', 'Patient/p2?_format=json'],
    ['with a fragment', 'Patient/p2#name'],
    ['of a version, with a query', 'Patient/p2/_history/1?a'],
    ['by a search', 'Patient?identifier=a|p1'],
    ['a URN that leads to another', 'urn:uuid:other'],
    ['a URN that leads nowhere', 'urn:uuid:nowhere'],
  ])('a reference %s is dropped and the query is partial', async (_title, reference) => {
    const chart = await gatherChart(
      request({
        patient,
        conditions: bundle(record('Condition', 'c1', reference), record('Condition', 'c2')),
        extra: bundle({
          fullUrl: 'urn:uuid:other',
          resource: { resourceType: 'Patient', id: 'p2' },
        }),
      }),
      options,
    );

    expect(ids(chart.resources.get('Condition'))).toEqual(['c2']);
    expect(ids(chart.resources.get('Patient'))).toEqual(['p1']);
    expect(chart.queries['conditions']).toBe('partial');
  });

  test.each([[''], [null], [{}]])('a reference of %j names nobody', async (reference) => {
    const chart = await gatherChart(
      request({
        patient,
        conditions: bundle({ resourceType: 'Condition', id: 'c1', subject: { reference } }),
        'observations-1': { resourceType: 'Observation', id: 'o1', subject: { reference } },
      }),
      options,
    );

    expect(ids(chart.resources.get('Condition'))).toEqual(['c1']);
    expect(ids(chart.resources.get('Observation'))).toEqual(['o1']);
    expect(chart.queries).toMatchObject({ conditions: 'data', 'observations-1': 'data' });
  });

  test('a record that names the other in `patient` is dropped too', async () => {
    const allergy = {
      resourceType: 'AllergyIntolerance',
      id: 'a1',
      patient: { reference: 'Patient/p2' },
    };

    const chart = await gatherChart(
      request({ patient, conditions: bundle(record('Condition', 'c1'), allergy) }),
      options,
    );

    expect(chart.resources.has('AllergyIntolerance')).toBe(false);
    expect(chart.queries['conditions']).toBe('partial');
  });
});

describe('the same record more than once', () => {
  const version = (lastUpdated: string, versionId: string, note: string) => ({
    ...record('Observation', 'o1'),
    meta: { lastUpdated, versionId },
    note,
  });
  const older = version('2026-01-01T00:00:00Z', '20', 'older');
  const newer = version('2026-01-01T09:00:00+01:00', '2', 'newer');
  const newest = version('2026-01-01T08:00:00Z', '10', 'newest');

  test.each([[[older, newer, newest]], [[newest, older, newer]], [[newer, newest, older]]])(
    'the newest stays, whatever came first',
    async (copies) => {
      const chart = await gatherChart(
        request({
          patient,
          conditions: null,
          'observations-1': bundle(...copies),
          more: bundle(older),
        }),
        options,
      );

      expect(chart.resources.get('Observation')).toEqual([newest]);
    },
  );

  test('equal records without an id are one', async () => {
    const anonymous = { resourceType: 'Observation', status: 'final' };

    const chart = await gatherChart(
      request({ patient, conditions: null, a: anonymous, b: { ...anonymous } }),
      options,
    );

    expect(chart.resources.get('Observation')).toEqual([anonymous]);
  });
});
