import { hasMoreNodes, isNestedDeeper } from '../../src/fhir/json-extent.js';

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
  expect(hasMoreNodes(value, nodes)).toBe(false);
  expect(hasMoreNodes(value, nodes - 1)).toBe(true);
});
