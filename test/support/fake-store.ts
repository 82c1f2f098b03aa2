import type { RecordBatch, Store } from '../../src/model/audit.js';

/** A store that notes what it is asked in one word each, and does as `answer` says. */
export interface FakeStore {
  readonly store: Store;
  readonly asked: string[];
  answer: () => Promise<void>;
}

export const receipt = { kept: { matched: 1, late: 0, unknown: 0 }, repeated: 0 };

export function fakeStore(): FakeStore {
  const fake: FakeStore = {
    asked: [],
    answer: () => Promise.resolve(),
    store: {
      writeBatch: (batch) => note(`write ${describeBatch(batch)}`),
      keepFeedback: async (items) => {
        await note(`feedback ${items.length}`);
        return receipt;
      },
      ping: () => note('ping'),
      claimToken: () => Promise.reject(new Error('not asked for here')),
      purge: () => Promise.reject(new Error('not asked for here')),
      close: () => note('close'),
    },
  };
  const note = (word: string): Promise<void> => {
    fake.asked.push(word);
    return fake.answer();
  };
  return fake;
}

function describeBatch({ calls, issuedCards, tokenUses }: RecordBatch): string {
  return [
    ...calls.map(({ id }) => id),
    ...issuedCards.map(({ uuid }) => uuid),
    ...tokenUses.map(({ key }) => key),
  ].join(' ');
}

export const down = (): Promise<void> => Promise.reject(new Error('the store is down'));
export const hanging = (): Promise<void> => new Promise(() => undefined);
export const up = (): Promise<void> => Promise.resolve();
