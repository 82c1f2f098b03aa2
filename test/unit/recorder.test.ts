import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createRecorder, type RecorderOptions } from '../../src/audit/index.js';
import type { CallRecord, Recorder } from '../../src/model/audit.js';
import { down, fakeStore, type FakeStore, hanging, receipt, up } from '../support/fake-store.js';
import { call, feedback, issuedCard, tokenUse } from '../support/store-records.js';

let losses: [string, number][];
let changes: boolean[];

function recorderOver({ store }: FakeStore, options: Partial<RecorderOptions> = {}): Recorder {
  return createRecorder(store, {
    onLost: (kind, count) => losses.push([kind, count]),
    onStoreState: (isUp) => changes.push(isUp),
    ...options,
  });
}

function recordCalls(recorder: Recorder, ...ids: readonly string[]): void {
  for (const id of ids) recorder.recordCall({ ...call, id });
}

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  jest.useFakeTimers();
  losses = [];
  changes = [];
});

afterEach(() => {
  jest.useRealTimers();
});

test('records are written together after half a second', async () => {
  const fake = fakeStore();
  const recorder = recorderOver(fake);

  recorder.recordCall(call);
  recorder.recordIssuedCards([issuedCard, { ...issuedCard, uuid: 'card-2' }]);
  recorder.recordTokenUse(tokenUse);
  await pass(499);
  const before = [...fake.asked];
  await pass(1);

  expect(before).toEqual([]);
  expect(fake.asked).toEqual(['write call-1 card-1 card-2 token-1']);
  expect(changes).toEqual([]);
});

test('nothing is asked of the store while nothing is recorded', async () => {
  const fake = fakeStore();
  recordCalls(recorderOver(fake), 'a');

  await pass(60_000);

  expect(fake.asked).toEqual(['write a']);
});

test('a long queue is written at once, in batches, in its order', async () => {
  const fake = fakeStore();
  const recorder = recorderOver(fake, { batchSize: 2 });

  recordCalls(recorder, 'a', 'b', 'c', 'd', 'e');
  await pass(0);

  expect(fake.asked).toEqual(['write a b', 'write c d', 'write e']);
});

test('what could not be written is tried again, before what came later', async () => {
  const fake = fakeStore();
  fake.answer = down;
  const recorder = recorderOver(fake);

  recordCalls(recorder, 'a', 'b');
  await pass(500);
  recordCalls(recorder, 'c');
  fake.answer = up;
  await pass(1_000);

  expect(fake.asked).toEqual(['write a b', 'write a b c']);
  expect(changes).toEqual([false, true]);
  expect(losses).toEqual([]);
});

test('the pauses between attempts double up to a limit, and are short again afterwards', async () => {
  const fake = fakeStore();
  fake.answer = down;
  const recorder = recorderOver(fake, { maxPauseMs: 3_000 });

  recordCalls(recorder, 'a');
  await pass(500 + 1_000 + 2_000 + 3_000 + 2_999);
  const attempts = fake.asked.length;
  fake.answer = up;
  await pass(1);
  recordCalls(recorder, 'b');
  await pass(500);

  expect(attempts).toBe(4);
  expect(fake.asked.slice(4)).toEqual(['write a', 'write b']);
  expect(changes).toEqual([false, true]);
});

test('a long queue does not shorten the pauses', async () => {
  const fake = fakeStore();
  fake.answer = down;
  const recorder = recorderOver(fake, { batchSize: 2 });
  recordCalls(recorder, 'a', 'b');
  await pass(0);

  recordCalls(recorder, 'c', 'd', 'e', 'f');
  await pass(999);

  expect(fake.asked).toEqual(['write a b']);
});

test('nor does what is recorded while an attempt is under way', async () => {
  const fake = fakeStore();
  fake.answer = hanging;
  const recorder = recorderOver(fake, { writeMs: 1_000 });
  recordCalls(recorder, 'a');
  await pass(500 + 900);

  recordCalls(recorder, 'b');
  await pass(100 + 999);
  const before = [...fake.asked];
  await pass(1);

  expect(before).toEqual(['write a']);
  expect(fake.asked).toEqual(['write a', 'write a b']);
});

test('beyond the limit the oldest records go, and are counted by kind', async () => {
  const fake = fakeStore();
  fake.answer = down;
  const recorder = recorderOver(fake, { maxQueued: 3 });

  recorder.recordTokenUse(tokenUse);
  recordCalls(recorder, 'a', 'b');
  await pass(500);
  recordCalls(recorder, 'c', 'd');
  fake.answer = up;
  await pass(1_000);

  expect(losses).toEqual([
    ['tokenUses', 1],
    ['calls', 1],
  ]);
  expect(fake.asked.at(-1)).toBe('write b c d');
});

test('while the store is down, strangers fill half of the room at most', async () => {
  const fake = fakeStore();
  fake.answer = down;
  const recorder = recorderOver(fake, { maxQueued: 4 });
  const stranger: CallRecord = {
    id: '',
    at: call.at,
    route: call.route,
    durationMs: 1,
  };

  for (const id of ['x', 'y', 'z']) recorder.recordCall({ ...stranger, id });
  recordCalls(recorder, 'a', 'b');
  fake.answer = up;
  await pass(1_000);

  expect(losses).toEqual([['calls', 1]]);
  expect(fake.asked.at(-1)).toBe('write x y a b');
});

test('what is being written counts for the limit', async () => {
  const fake = fakeStore();
  fake.answer = hanging;
  const recorder = recorderOver(fake, { maxQueued: 3, writeMs: 1_000 });
  recordCalls(recorder, 'a', 'b');
  await pass(500);

  recordCalls(recorder, 'c', 'd', 'e');
  await pass(1_000);
  fake.answer = up;
  await pass(1_000);

  expect(losses).toEqual([
    ['calls', 1],
    ['calls', 1],
  ]);
  expect(fake.asked.at(-1)).toBe('write a b e');
});

test('a write that hangs is given up, and its records are tried again', async () => {
  const fake = fakeStore();
  fake.answer = hanging;
  const recorder = recorderOver(fake, { writeMs: 2_000 });

  recordCalls(recorder, 'a');
  await pass(500 + 2_000);
  const isUp = recorder.isStoreUp();
  fake.answer = up;
  await pass(1_000);

  expect(isUp).toBe(false);
  expect(fake.asked).toEqual(['write a', 'write a']);
  expect(recorder.isStoreUp()).toBe(true);
});

test('feedback is kept after what was recorded before it', async () => {
  const fake = fakeStore();
  const recorder = recorderOver(fake);
  recorder.recordIssuedCards([issuedCard]);

  const kept = await recorder.keepFeedback([feedback]);

  expect(kept).toEqual(receipt);
  expect(fake.asked).toEqual(['write card-1', 'feedback 1']);
});

test('feedback waits for a write that is under way, and for what came since', async () => {
  const fake = fakeStore();
  let finish: () => void = () => undefined;
  fake.answer = () => new Promise((resolve) => (finish = resolve));
  const recorder = recorderOver(fake);
  recordCalls(recorder, 'a');
  await pass(500);

  recorder.recordIssuedCards([issuedCard]);
  const kept = recorder.keepFeedback([feedback]);
  await pass(0);
  const before = [...fake.asked];
  fake.answer = up;
  finish();
  await kept;

  expect(before).toEqual(['write a']);
  expect(fake.asked).toEqual(['write a', 'write card-1', 'feedback 1']);
});

test('feedback waits for what is recorded the moment that the store is back', async () => {
  const fake = fakeStore();
  fake.answer = down;
  let kept: Promise<unknown> | undefined;
  const recorder = recorderOver(fake, {
    onStoreState: (isUp) => {
      if (!isUp) return;
      recorder.recordIssuedCards([issuedCard]);
      kept = recorder.keepFeedback([feedback]);
    },
  });
  recordCalls(recorder, 'a');
  await pass(500);
  fake.answer = up;

  await pass(1_000);
  await kept;

  expect(fake.asked).toEqual(['write a', 'write a', 'write card-1', 'feedback 1']);
});

test.each([
  ['is down', down],
  ['hangs', hanging],
])('feedback is refused, to be sent again, while the store %s', async (_state, answer) => {
  const fake = fakeStore();
  fake.answer = answer;
  const recorder = recorderOver(fake, { writeMs: 1_000 });

  const outcome = expect(recorder.keepFeedback([feedback])).rejects.toMatchObject({
    name: 'AppError',
    code: 'STORE_UNAVAILABLE',
    status: 503,
  });
  await pass(1_000);

  await outcome;
  expect(recorder.isStoreUp()).toBe(false);
});

test('a store that failed is asked until it is back, though nothing is left to write', async () => {
  const fake = fakeStore();
  fake.answer = down;
  const recorder = recorderOver(fake);
  await recorder.keepFeedback([feedback]).catch(() => undefined);

  await pass(1_000);
  fake.answer = up;
  await pass(2_000);
  await pass(60_000);

  expect(fake.asked).toEqual(['feedback 1', 'ping', 'ping']);
  expect(changes).toEqual([false, true]);
});
