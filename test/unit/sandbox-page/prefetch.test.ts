import { fillTemplate, prefetchEntry } from '../../../sandbox/page/browser/calling/prefetch.js';

const context = { patientId: 'a b', userId: 'Practitioner/1' };

test.each([
  ['Patient/{{context.patientId}}', 'Patient/a%20b'],
  ['Condition?patient={{context.patientId}}&x=1', 'Condition?patient=a%20b&x=1'],
  ['Encounter/{{context.encounterId}}', undefined],
  ['Practitioner/{{userPractitionerId}}', undefined],
  ['Observation/{{context.constructor}}', undefined],
])('the template %s becomes %s', (template, query) => {
  expect(fillTemplate(template, context)).toBe(query);
});

const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: 'Out of order.' }],
};
const patient = { status: 200, body: { resourceType: 'Patient' } };
const empty = { status: 200, body: { resourceType: 'Bundle', type: 'searchset' } };
const found = {
  status: 200,
  body: { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Condition' } }] },
};
const onlyWarning = {
  status: 200,
  body: { resourceType: 'Bundle', entry: [{ resource: outcome }] },
};
const refused = { status: 500, body: outcome };
const page = { status: 502, body: undefined };

const sent = (value: unknown) => ({ kind: 'sent', value });
const leftOut = { kind: 'left-out' };
const anOutcome = sent(expect.objectContaining({ resourceType: 'OperationOutcome' }));

test.each([
  ['a record', patient, sent(patient.body), sent(patient.body), sent(patient.body)],
  ['records', found, sent(found.body), sent(found.body), sent(found.body)],
  ['nothing found', empty, sent(null), sent(empty.body), sent(null)],
  ['only a warning', onlyWarning, sent(null), sent(onlyWarning.body), sent(null)],
  ['a refusal', refused, leftOut, leftOut, sent(outcome)],
  ['a page of a proxy', page, leftOut, leftOut, anOutcome],
  ['no answer', undefined, leftOut, leftOut, anOutcome],
])('%s is told in the manner of 1.x, 2.0 and 3.0', (_case, answer, first, second, third) => {
  expect(prefetchEntry('1.x', answer)).toMatchObject(first);
  expect(prefetchEntry('2.0', answer)).toMatchObject(second);
  expect(prefetchEntry('3.0', answer)).toMatchObject(third);
});

test('a failure is said to be one, never nothing', () => {
  expect(prefetchEntry('2.0', refused).note).toBe('failed (500: Out of order.): left out');
  expect(prefetchEntry('1.x', empty).note).toBe('nothing found: sent as null');
});
