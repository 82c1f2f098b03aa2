import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createRecorder } from '../../src/audit/index.js';
import type { Recorder } from '../../src/model/audit.js';
import { down, fakeStore, type FakeStore, hanging } from '../support/fake-store.js';
import { call, issuedCard, tokenUse } from '../support/store-records.js';

let losses: [string, number][];

function recorderOver({ store }: FakeStore): Recorder {
  return createRecorder(store, {
    closeMs: 1_000,
    batchSize: 2,
    onLost: (kind, count) => losses.push([kind, count]),
    onStoreState: () => undefined,
  });
}

beforeEach(() => {
  jest.useFakeTimers();
  losses = [];
});

afterEach(() => {
  jest.useRealTimers();
});

test('closing writes what waits and leaves the store open', async () => {
  const fake = fakeStore();
  const recorder = recorderOver(fake);
  recorder.recordCall(call);

  await recorder.close();

  expect(fake.asked).toEqual(['write call-1']);
  expect(losses).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});

test.each([
  ['is down', down],
  ['hangs', hanging],
])('closing reports what is lost because the store %s', async (_state, answer) => {
  const fake = fakeStore();
  fake.answer = answer;
  const recorder = recorderOver(fake);
  for (const id of ['a', 'b', 'c']) recorder.recordCall({ ...call, id });
  recorder.recordTokenUse(tokenUse);

  const closed = recorder.close();
  await jest.advanceTimersByTimeAsync(1_000);
  await closed;

  expect(losses).toEqual([
    ['calls', 3],
    ['tokenUses', 1],
  ]);
});

test('what is recorded after closing is lost, and counted', async () => {
  const fake = fakeStore();
  const recorder = recorderOver(fake);
  await recorder.close();

  recorder.recordIssuedCards([issuedCard, issuedCard]);
  await jest.advanceTimersByTimeAsync(10_000);

  expect(losses).toEqual([['issuedCards', 2]]);
  expect(fake.asked).toEqual([]);
});
