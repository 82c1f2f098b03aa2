import {
  growthExponent,
  median,
  medianExcess,
  percentile,
  slope,
} from '../../bench/measure/statistics.js';

test.each([
  { values: [3, 1, 2], expected: 2 },
  { values: [4, 1, 3, 2], expected: 2.5 },
  { values: [7], expected: 7 },
  { values: [], expected: NaN },
])('the median of $values is $expected', ({ values, expected }) => {
  expect(median(values)).toBe(expected);
});

test.each([
  { share: 0.5, expected: 50 },
  { share: 0.99, expected: 99 },
  { share: 0.999, expected: 100 },
  { share: 0, expected: 1 },
])('of 1 to 100, the share $share does not exceed $expected', ({ share, expected }) => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);

  expect(percentile(values, share)).toBe(expected);
});

test.each([0.5, 1, 2])(
  'costs that grow with size to the power of %s have that exponent',
  (power) => {
    const points = [100, 1000, 5000].map((size) => ({ size, cost: 3 * size ** power }));

    expect(growthExponent(points)).toBeCloseTo(power, 10);
  },
);

test('the slope is the cost of one more, whatever all cost together', () => {
  const points = [1, 2, 5].map((size) => ({ size, cost: 200 + 4 * size }));

  expect(slope(points)).toBeCloseTo(4, 10);
});

test('the excess is that over what was measured beside it, however much both wander', () => {
  expect(medianExcess([12, 35, 23], [10, 30, 20])).toBe(3);
  expect(medianExcess([], [])).toBeNaN();
});
