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
  ['null in a member of a list', { name: [{ family: null }] }, { name: [{}] }],
])('a member that is %s is as if it were not there', (_what, given, expected) => {
  expect(withoutNulls(given)).toEqual(expected);
});

test('false, zero and gaps in lists of primitives stay', () => {
  const given = { deceasedBoolean: false, valueInteger: 0, given: ['a', null] };

  expect(withoutNulls(given)).toBe(given);
});

test('what has no such member is the same object, and is never changed', () => {
  fc.assert(
    fc.property(fc.object(), (given) => {
      const before = JSON.stringify(given);
      const cleaned = withoutNulls(given);
      expect(JSON.stringify(given)).toBe(before);
      expect(withoutNulls(cleaned)).toBe(cleaned);
    }),
  );
});
