/** Empty members say nothing; a value that turns out empty is one that cannot be used, not silence. */
import { describe, expect, test } from '@jest/globals';
import { withoutNulls } from '../../src/fhir/without-nulls.js';
import type { PartialResource } from '../../src/model/cases.js';
import { briefly, concept } from '../support/facts-of.js';

const staging: PartialResource = {
  resourceType: 'DiagnosticReport',
  code: concept('loinc|72254-6'),
  effectiveDateTime: '2026-10-01',
};
/** Without a clinical status, an abatement alone would end it. */
const thrombosis: PartialResource = {
  resourceType: 'Condition',
  clinicalStatus: undefined,
  code: concept('icd10cm|I81'),
};
const finding: PartialResource = {
  resourceType: 'Observation',
  code: concept('snomed|17920008'),
  effectiveDateTime: '2026-10-01',
};

function thrombosisBy(record: PartialResource): unknown {
  return briefly('portalVeinThrombosis', [staging, withoutNulls(record)]);
}

test.each([[{ start: null, end: null }], [{}], [{ start: '' }]])(
  'an abatement of %j ends nothing',
  (abatementPeriod) => {
    expect(thrombosisBy({ ...thrombosis, abatementPeriod })).toBe('yes');
  },
);

test.each([[{ coding: null, text: null }], [{ coding: [{ system: null, code: null }] }], [[]]])(
  'a reason of %j for an absence is none',
  (dataAbsentReason) => {
    expect(thrombosisBy({ ...finding, valueBoolean: true, dataAbsentReason })).toBe('yes');
  },
);

describe('an empty value is not silence', () => {
  test('without the finding its absence is presumed', () => {
    expect(briefly('portalVeinThrombosis', [staging])).toBe('presumed no');
  });

  test.each([
    ['of an Observation', { ...finding, valueCodeableConcept: { coding: null } }],
    ['that is a quantity', { ...finding, valueQuantity: {} }],
    [
      'of a component',
      { ...finding, code: undefined, component: [{ code: finding['code'], valueQuantity: {} }] },
    ],
  ])('%s', (_what, record) => {
    expect(thrombosisBy(record)).toBe('unknown');
  });
});
