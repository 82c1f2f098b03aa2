import { setImmediate } from 'node:timers/promises';
import { createTurns } from '../../src/http/turns.js';

test('turns come in the order of asking, one in each round of the event loop', async () => {
  const takeTurn = createTurns();
  const taken: string[] = [];
  for (const name of ['first', 'second', 'third']) void takeTurn().then(() => taken.push(name));
  const afterEachRound: number[] = [];
  while (taken.length < 3) {
    await setImmediate();
    afterEachRound.push(taken.length);
  }

  expect(taken).toEqual(['first', 'second', 'third']);
  afterEachRound.forEach((count, round) => {
    expect(count - (afterEachRound[round - 1] ?? 0)).toBeLessThanOrEqual(1);
  });
});
