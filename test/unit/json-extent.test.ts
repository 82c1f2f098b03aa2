import fc from 'fast-check';
import { isNestedDeeper, survey } from '../../src/fhir/json-extent.js';
import { withoutNulls } from '../../src/fhir/without-nulls.js';

function nested(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

test.each([
  [0, 200, false],
  [200, 200, false],
  [201, 200, true],
  [1_000_000, 200, true],
])('%d levels, of which %d are allowed', (levels, allowed, isDeeper) => {
  expect(isNestedDeeper(nested(levels), allowed)).toBe(isDeeper);
});

test.each([
  ['x', 1],
  [[], 1],
  [{ a: 1, b: [2, { c: null }] }, 6],
  [nested(1_000_000), 1_000_001],
])('every value counts, and the whole', (value, nodes) => {
  expect(survey(value, nodes).isTooLarge).toBe(false);
  expect(survey(value, nodes - 1).isTooLarge).toBe(true);
});

test.each([
  [{ a: 1, b: [2, { c: 'x' }] }, false],
  [{ a: 0, b: false }, false],
  [{ a: [{ b: null }] }, true],
  [{ a: [null, 1] }, true],
  [{ a: '' }, true],
  [{ a: [''] }, true],
  [{ a: {} }, true],
  [{ a: [[]] }, true],
  [{}, true],
])('%j has something empty: %s', (value, hasEmpty) => {
  expect(survey(value, 100).hasEmpty).toBe(hasEmpty);
});

test('where nothing is empty, there is nothing to leave out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      if (!survey(value, 1_000).hasEmpty) expect(withoutNulls(value)).toBe(value);
    }),
  );
});
