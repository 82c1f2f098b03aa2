import fc from 'fast-check';
import { withoutNulls } from '../../src/fhir/without-nulls.js';

test.each<[string, unknown, unknown]>([
  ['null', { abatementDateTime: null, code: { text: 'a' } }, { code: { text: 'a' } }],
  ['an empty text', { deceasedDateTime: '', id: 'p1' }, { id: 'p1' }],
  [
    'null deep inside',
    { valueRange: { low: { value: 1 }, high: null } },
    { valueRange: { low: { value: 1 } } },
  ],
  ['null in a member of a list', { id: 'p1', name: [{ family: null }] }, { id: 'p1' }],
  ['an empty object or list', { abatementPeriod: {}, category: [], id: 'c1' }, { id: 'c1' }],
  [
    'an object that holds nothing but nulls',
    { dataAbsentReason: { coding: null, text: null }, abatementPeriod: { start: null, end: '' } },
    {},
  ],
  [
    'nothing at the bottom of lists and objects',
    { code: { coding: [{ system: null, code: '' }, {}, null], text: '' }, id: 'o1' },
    { id: 'o1' },
  ],
  [
    'an emptied object in a list',
    { coding: [{ code: null }, { code: 'a', system: null }] },
    { coding: [{ code: 'a' }] },
  ],
])('a member that is %s is as if it were not there', (_what, given, expected) => {
  expect(withoutNulls(given)).toEqual(expected);
});

test('false, zero and gaps in lists of primitives stay', () => {
  const given = {
    deceasedBoolean: false,
    valueInteger: 0,
    given: [null, 'a', null],
    _given: [{ extension: [{ url: 'u' }] }, null, null],
  };

  expect(withoutNulls(given)).toBe(given);
});

test('what has no such member is the same object, and is never changed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (given) => {
      const before = JSON.stringify(given);
      const cleaned = withoutNulls(given);
      expect(JSON.stringify(given)).toBe(before);
      expect(withoutNulls(cleaned)).toBe(cleaned);
    }),
  );
});
