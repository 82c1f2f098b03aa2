/** Batches, tokens and their removal. */
import { expect, test } from '@jest/globals';
import { call, feedback, issuedCard, nothing, tokenUse } from './store-records.js';
import { callRow, bareCallRow, issuedCardRow, tokenUseRow } from './store-rows.js';
import type { StoreUnderTest } from './store-suite.js';

export function testRecords({ open, database }: StoreUnderTest): void {
  test('a batch is kept with everything that was recorded', async () => {
    const store = await open();
    const bare = { id: 'call-2', at: call.at, route: 'discovery', durationMs: 1 } as const;

    await store.writeBatch({
      calls: [call, bare],
      issuedCards: [issuedCard],
      tokenUses: [tokenUse],
    });

    expect(await database().rows('calls')).toEqual([callRow, bareCallRow]);
    expect(await database().rows('issued_cards')).toEqual([issuedCardRow]);
    expect(await database().rows('token_uses')).toEqual([tokenUseRow]);
  });

  test('records that are there already stay as they are', async () => {
    const store = await open();
    await store.writeBatch({ calls: [call], issuedCards: [issuedCard], tokenUses: [tokenUse] });

    await store.writeBatch({
      calls: [
        { ...call, status: 500 },
        { ...call, id: 'call-2' },
      ],
      issuedCards: [{ ...issuedCard, topic: 'other' }],
      tokenUses: [{ ...tokenUse, expiresAt: '2027-01-01T00:00:00.000Z' }],
    });

    expect(await database().rows('calls')).toEqual([callRow, { ...callRow, id: 'call-2' }]);
    expect(await database().rows('issued_cards')).toEqual([issuedCardRow]);
    expect(await database().rows('token_uses')).toEqual([tokenUseRow]);
  });

  test('a batch of which one record is refused leaves nothing behind', async () => {
    const store = await open();

    const written = store.writeBatch({
      calls: [call],
      tokenUses: [tokenUse],
      issuedCards: [{ ...issuedCard, topic: null as never }],
    });

    await expect(written).rejects.toMatchObject({ name: 'StoreError', problem: 'unavailable' });
    expect(await database().rows('calls')).toEqual([]);
    expect(await database().rows('token_uses')).toEqual([]);
  });

  test('a token that came with a batch cannot be claimed', async () => {
    const store = await open();
    await store.writeBatch({ ...nothing, tokenUses: [tokenUse] });

    expect(await store.claimToken(tokenUse)).toBe(false);
  });

  test('what is older goes, kind by kind', async () => {
    const store = await open();
    const later = '2026-03-02T10:00:00.000Z';
    await store.writeBatch({
      calls: [call, { ...call, id: 'later', at: later }],
      issuedCards: [issuedCard, { ...issuedCard, uuid: 'later', issuedAt: later }],
      tokenUses: [tokenUse, { key: 'later', expiresAt: later }],
    });
    await store.keepFeedback([feedback, { ...feedback, card: 'later', receivedAt: later }]);

    const none = await store.purge({});
    const some = await store.purge({ calls: later, feedback: later });
    const rest = await store.purge({ issuedCards: later, tokenUses: later, calls: later });

    expect(none).toEqual({ issuedCards: 0, feedback: 0, calls: 0, tokenUses: 0 });
    expect(some).toEqual({ issuedCards: 0, feedback: 1, calls: 1, tokenUses: 0 });
    expect(rest).toEqual({ issuedCards: 1, feedback: 0, calls: 0, tokenUses: 1 });
    expect(await database().rows('calls')).toMatchObject([{ id: 'later' }]);
    expect(await database().rows('issued_cards')).toMatchObject([{ uuid: 'later' }]);
    expect(await database().rows('token_uses')).toMatchObject([{ key: 'later' }]);
    expect(await database().rows('feedback')).toMatchObject([{ card: 'later' }]);
  });

  test('however much is old, all of it goes', async () => {
    const store = await open();
    const calls = Array.from({ length: 1_300 }, (_, index) => ({ ...call, id: `call-${index}` }));
    await store.writeBatch({ ...nothing, calls });

    const counts = await store.purge({ calls: '2026-03-02T00:00:00.000Z' });

    expect(counts.calls).toBe(1_300);
    expect(await database().rows('calls')).toEqual([]);
  });
}
