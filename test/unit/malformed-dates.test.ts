/** Dates of a shape that FHIR does not allow are none; what is told of a record is text or absent. */
import { expect, test } from '@jest/globals';
import { concept, factOf } from '../support/facts-of.js';

const malformed = [{ value: '2026-01-10' }, ['2026-01-10'], 20260110];

test.each(malformed)('an operation of the day %j is undated', (performedDateTime) => {
  const { possible, evidence } = factOf('primaryResection', [
    { resourceType: 'Condition', code: concept('icd10cm|C25.4') },
    { resourceType: 'Procedure', code: concept('snomed|116241004'), performedDateTime },
  ]);

  expect(possible).toEqual({ kind: 'one-of', values: ['R0', 'R1', 'R2'] });
  expect(evidence.flatMap(({ date }) => date ?? [])).toEqual([]);
});

test.each(malformed)('a residual tumour of the day %j is undated', (effectiveDateTime) => {
  const { evidence } = factOf('primaryResection', [
    { resourceType: 'Condition', code: concept('icd10cm|C25.4') },
    {
      resourceType: 'Procedure',
      id: 'whipple',
      code: concept('snomed|116241004'),
      performedDateTime: '2026-01-10',
    },
    {
      resourceType: 'Observation',
      code: concept('loinc|84892-9'),
      effectiveDateTime,
      valueCodeableConcept: concept('snomed|258254000'),
      focus: [{ reference: 'Procedure/whipple' }],
    },
  ]);

  expect(evidence.map(({ date }) => date)).toEqual(['2026-01-10', undefined]);
});

test.each(malformed)('a birth on the day %j leaves the age unknown', (birthDate) => {
  const { status, evidence } = factOf('age', [{ resourceType: 'Patient', birthDate }]);

  expect(status).toBe('unknown');
  expect(evidence.flatMap(({ date, value }) => date ?? value ?? [])).toEqual([]);
});
