/** The records that the source drawer shows are those that the service may have used. */
import { expect, test } from '@jest/globals';
import { recordsOf } from '../../../app/src/chart/records.js';
import { noTreatmentText } from '../../../app/src/course/treatment-lanes.js';

const patient = { resourceType: 'Patient', id: 'elm' };

function recordAfter(...copies: readonly object[]): unknown {
  const entry = copies.map((copy) => ({
    resource: { resourceType: 'Observation', id: 'a', ...copy },
  }));
  return recordsOf({ patient, observations: { resourceType: 'Bundle', entry } }).get(
    'Observation/a',
  );
}

test.each([
  ['the newest stays, whichever came first', { meta: { lastUpdated: '2026-01-01T00:00:00Z' } }],
  ['the higher version stays', { meta: { versionId: '3' } }],
])('of two copies %s', (_what, newer) => {
  const older = { meta: { lastUpdated: '2001-01-01T00:00:00Z', versionId: '1' } };
  const rival = 'versionId' in newer.meta ? { meta: { versionId: '2' } } : older;

  expect(recordAfter(newer, rival)).toMatchObject(newer);
  expect(recordAfter(rival, newer)).toMatchObject(newer);
});

test.each([
  ['Patient/aspen', false],
  ['https://ehr.example/fhir/Patient/aspen', false],
  ['Patient/elm', true],
  ['https://ehr.example/fhir/Patient/elm', true],
  [undefined, true],
  [5, true],
])('a record of %s is shown: %s', (reference, isShown) => {
  expect(recordAfter({ subject: { reference } }) !== undefined).toBe(isShown);
});

test.each([
  [{ a: 'data', b: 'empty', c: 'null' }, 'none with a date on record'],
  [{ a: 'data', b: 'error' }, /not all of the chart could be read/],
  [{ a: 'partial' }, /not all of the chart could be read/],
  [{ a: 'absent' }, /not all of the chart could be read/],
] as const)('without treatments, queries %j are told as they are', (queries, text) => {
  expect(noTreatmentText({ queries })).toMatch(text);
});
