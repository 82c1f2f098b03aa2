import { mapLimited } from '../../src/gather/map-limited.js';

test.each([
  [20, 8, 8],
  [3, 8, 3],
  [0, 8, 0],
])('of %i items at most %i are worked on at a time', async (count, limit, expected) => {
  let open = 0;
  let most = 0;
  const items = Array.from({ length: count }, (_, index) => index);

  const results = await mapLimited(items, limit, async (item) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, (item % 3) * 5));
    open -= 1;
    return item * 2;
  });

  expect(most).toBe(expected);
  expect(results).toEqual(items.map((item) => item * 2));
});
