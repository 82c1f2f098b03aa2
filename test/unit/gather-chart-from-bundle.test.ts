import { chartFromBundle } from '../../src/gather/index.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';

const query = (key: string, resourceType: string): PlannedQuery => ({
  key,
  resourceType,
  path: `${resourceType}?patient={{context.patientId}}`,
  required: false,
  scope: false,
});
const plan = [
  query('patient', 'Patient'),
  query('conditions', 'Condition'),
  query('procedures', 'Procedure'),
];
const patient = { resourceType: 'Patient', id: 'p1' };
const condition = {
  resourceType: 'Condition',
  id: 'c1',
  subject: { reference: 'https://ehr.example/fhir/Patient/p1' },
};
const bundle = (...entry: unknown[]) => ({ resourceType: 'Bundle', type: 'collection', entry });
const wrapped = (resource: unknown) => ({ resource });

test.each<[string, unknown]>([
  ['a collection', bundle(wrapped(patient), wrapped(condition))],
  ['bare resources as entries', bundle(patient, condition)],
  ['an array of resources', [condition, patient]],
  ['a batch response with Bundles inside', bundle(wrapped(patient), wrapped(bundle(condition)))],
  [
    'a remark beside the data',
    bundle(patient, condition, {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational' }],
    }),
  ],
])('%s makes a chart in which every query is answered', (_title, input) => {
  const chart = chartFromBundle(input, plan);

  expect(chart.patient).toEqual(patient);
  expect([...chart.resources]).toEqual([
    ['Condition', [condition]],
    ['Patient', [patient]],
  ]);
  expect(chart.queries).toEqual({ patient: 'data', conditions: 'data', procedures: 'empty' });
});

test.each([[''], [null]])('a reference of %j in a file names nobody', (reference) => {
  const nameless = { ...condition, subject: { reference } };

  const chart = chartFromBundle([patient, nameless], plan);

  expect(chart.resources.get('Condition')).toEqual([{ resourceType: 'Condition', id: 'c1' }]);
});

test('a transaction with URNs makes a chart with ids taken from them', () => {
  const chart = chartFromBundle(
    bundle(
      { fullUrl: 'urn:uuid:11', resource: { resourceType: 'Patient' } },
      {
        fullUrl: 'urn:uuid:22',
        resource: { resourceType: 'Condition', subject: { reference: 'urn:uuid:11' } },
      },
    ),
    plan,
  );

  expect(chart.patient.id).toBe('11');
  expect(chart.resources.get('Condition')).toMatchObject([{ id: '22' }]);
});

test('a first page of something longer leaves every query partial', () => {
  const page = { ...bundle(patient, condition), link: [{ relation: 'next', url: 'x' }] };

  expect(chartFromBundle(page, plan).queries).toEqual({
    patient: 'partial',
    conditions: 'partial',
    procedures: 'partial',
  });
});

const searchset = (...entry: unknown[]) => ({ ...bundle(...entry), type: 'searchset' });
const outcome = (code: string, severity = 'warning') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code }],
});
const included = { resource: patient, search: { mode: 'include' } };

test.each<[string, unknown]>([
  ['a total above the entries', { ...searchset(patient, condition), total: 3 }],
  ['such a total without a type', { ...bundle(patient, condition), type: undefined, total: 3 }],
  [
    'a total that only the same record twice bears out',
    { ...searchset(patient, condition, condition), total: 3 },
  ],
  [
    'a total that only an included record bears out',
    { ...searchset(included, condition), total: 2 },
  ],
  [
    'a total that only a warning bears out',
    { ...searchset(patient, condition, outcome('processing')), total: 3 },
  ],
  ['such a total in a Bundle inside', bundle(patient, { ...searchset(condition), total: 2 })],
  ['a remark of records that are not shown', bundle(patient, condition, outcome('suppressed'))],
  ['a remark of records that are missing', bundle(patient, condition, outcome('incomplete'))],
  ['such a remark in a Bundle inside', bundle(patient, condition, searchset(outcome('timeout')))],
])('%s leaves every query partial', (_title, input) => {
  expect(chartFromBundle(input, plan).queries).toEqual({
    patient: 'partial',
    conditions: 'partial',
    procedures: 'partial',
  });
});

test.each<[string, unknown]>([
  ['a total that the entries bear out', { ...searchset(patient, condition), total: 2 }],
  ['a total of matches beside an included record', { ...searchset(included, condition), total: 1 }],
  [
    'a total that counts a remark',
    { ...searchset(patient, condition, outcome('processing', 'information')), total: 3 },
  ],
  ['a total below the entries', { ...searchset(patient, condition), total: 1 }],
  ['a total in a collection', { ...bundle(patient, condition), total: 9 }],
  ['a remark of success', bundle(patient, condition, outcome('informational', 'success'))],
])('%s leaves every query answered', (_title, input) => {
  expect(chartFromBundle(input, plan).queries).toEqual({
    patient: 'data',
    conditions: 'data',
    procedures: 'empty',
  });
});

test('a warning that puts parameters in doubt leaves what has no records partial', () => {
  expect(chartFromBundle(bundle(patient, condition, outcome('invalid')), plan).queries).toEqual({
    patient: 'data',
    conditions: 'data',
    procedures: 'partial',
  });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'neither a FHIR Bundle nor an array'],
  ['a string', 'Bundle', 'neither a FHIR Bundle nor an array'],
  ['a single resource', patient, 'neither a FHIR Bundle nor an array'],
  [
    'an entry that is no resource',
    bundle(patient, { id: 'x' }),
    '1 entries that are not FHIR resources',
  ],
  ['no Patient', bundle(condition), 'holds 0 Patient resources'],
  ['two Patients', [patient, { ...patient, id: 'p2' }], 'holds 2 Patient resources'],
  ['a Patient without id', [{ resourceType: 'Patient' }], 'has no id'],
  [
    'a record of somebody else',
    [patient, { ...condition, subject: { reference: 'Patient/p2' } }],
    '1 records that refer to another patient',
  ],
  [
    'an error outcome',
    [patient, { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }],
    'reports an error',
  ],
])('%s is refused with the reason', (_title, input, problem) => {
  expect(() => chartFromBundle(input, plan)).toThrow(
    expect.objectContaining({
      code: 'CDS_REQUEST_INVALID',
      details: { problem: expect.stringContaining(problem) as string },
    }) as Error,
  );
});
