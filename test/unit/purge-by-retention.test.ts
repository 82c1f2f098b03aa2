import { expect, test } from '@jest/globals';
import { openStore, purgeByRetention } from '../../src/audit/index.js';
import { call, feedback, issuedCard } from '../support/store-records.js';

test('each kind of record goes once its days are over, and a use of a token once the token has expired', async () => {
  const store = await openStore({ kind: 'sqlite', file: ':memory:' });
  const retention = { issuedCardDays: 30, feedbackDays: 20, callDays: 10 };
  const now = new Date('2026-05-31T12:00:00.000Z');
  await store.writeBatch({
    issuedCards: [
      { ...issuedCard, uuid: 'old', issuedAt: '2026-05-01T11:59:59.999Z' },
      { ...issuedCard, uuid: 'young', issuedAt: '2026-05-01T12:00:00.000Z' },
    ],
    calls: [
      { ...call, id: 'old', at: '2026-05-21T11:59:59.999Z' },
      { ...call, id: 'young', at: '2026-05-21T12:00:00.000Z' },
    ],
    tokenUses: [
      { key: 'old', expiresAt: '2026-05-31T11:59:59.999Z' },
      { key: 'young', expiresAt: '2026-05-31T12:00:00.000Z' },
    ],
  });
  await store.keepFeedback([
    { ...feedback, card: 'old', receivedAt: '2026-05-11T11:59:59.999Z' },
    { ...feedback, card: 'young', receivedAt: '2026-05-11T12:00:00.000Z' },
  ]);

  const first = await purgeByRetention(store, retention, now);
  const second = await purgeByRetention(store, retention, new Date(now.getTime() + 1));

  const one = { issuedCards: 1, feedback: 1, calls: 1, tokenUses: 1 };
  expect([first, second]).toEqual([one, one]);
  await store.close();
});
