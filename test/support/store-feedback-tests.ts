/** What becomes of feedback. */
import { expect, test } from '@jest/globals';
import type { FeedbackRecord } from '../../src/model/audit.js';
import { call, feedback, issuedCard, nothing } from './store-records.js';
import { feedbackRow } from './store-rows.js';
import type { StoreUnderTest } from './store-suite.js';

export function testFeedback({ open, database }: StoreUnderTest): void {
  test('feedback is kept with everything that was sent', async () => {
    const store = await open();
    await store.writeBatch({ ...nothing, issuedCards: [issuedCard] });

    await store.keepFeedback([feedback]);

    const [row] = await database().rows('feedback');
    expect(row).toEqual({ ...feedbackRow, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test.each([
    ['matched', 'a card of this client', {}],
    ['matched', 'a card issued a day before', { receivedAt: '2026-03-02T10:00:00.000Z' }],
    ['late', 'a card issued more than a day before', { receivedAt: '2026-03-02T10:00:00.001Z' }],
    ['unknown', 'a card of another client', { clientId: 'south' }],
    ['unknown', 'no card of ours', { card: '123456' }],
  ])('feedback is %s: %s', async (standing, _case, change) => {
    const store = await open();
    await store.writeBatch({ ...nothing, issuedCards: [issuedCard] });

    const receipt = await store.keepFeedback([{ ...feedback, ...change }]);

    const none = { matched: 0, late: 0, unknown: 0 };
    expect(receipt).toEqual({ kept: { ...none, [standing]: 1 }, repeated: 0 });
    expect(await database().rows('feedback')).toMatchObject([{ standing }]);
  });

  test('feedback that is sent again is kept once', async () => {
    const store = await open();
    const again = { ...feedback, receivedAt: '2026-03-01T12:00:00.000Z', userComment: 'again' };

    const first = await store.keepFeedback([feedback, feedback]);
    const second = await store.keepFeedback([again, { ...feedback, card: 'card-2' }]);

    expect(first).toEqual({ kept: { matched: 0, late: 0, unknown: 1 }, repeated: 1 });
    expect(second).toEqual({ kept: { matched: 0, late: 0, unknown: 1 }, repeated: 1 });
    expect(await database().rows('feedback')).toHaveLength(2);
  });

  test.each<[string, Partial<FeedbackRecord>]>([
    ['client', { clientId: 'south' }],
    ['card', { card: 'card-2' }],
    ['outcome', { outcome: 'overridden' }],
    ['time', { outcomeTimestamp: '2026-03-01T11:00:01+01:00' }],
    ['suggestions', { acceptedSuggestions: ['suggestion-1'] }],
    ['reason code', { reason: { system: 'http://example.org/reasons', code: 'other' } }],
    ['reason system', { reason: { code: 'done' } }],
  ])('feedback with another %s is another item', async (_field, change) => {
    const store = await open();
    await store.keepFeedback([feedback]);

    const { repeated } = await store.keepFeedback([{ ...feedback, ...change }]);

    expect(repeated).toBe(0);
    expect(await database().rows('feedback')).toHaveLength(2);
  });

  test('feedback that came before its card is matched once the card is written', async () => {
    const store = await open();
    await store.keepFeedback([feedback, { ...feedback, clientId: 'south' }]);

    await store.writeBatch({ ...nothing, issuedCards: [issuedCard] });

    const standings = (await database().rows('feedback')).map((row) => [
      row['client_id'],
      row['standing'],
    ]);
    expect(new Map(standings as [string, string][])).toEqual(
      new Map([
        ['north', 'matched'],
        ['south', 'unknown'],
      ]),
    );
  });

  test('thousands of items are kept in one go', async () => {
    const store = await open();
    const issuedCards = Array.from({ length: 1_700 }, (_, index) => ({
      ...issuedCard,
      uuid: `card-${index}`,
    }));
    await store.writeBatch({ ...nothing, issuedCards });
    const items = Array.from({ length: 3_000 }, (_, index) => ({
      ...feedback,
      card: `card-${index}`,
    }));

    const receipt = await store.keepFeedback(items);

    expect(receipt).toEqual({ kept: { matched: 1_700, late: 0, unknown: 1_300 }, repeated: 0 });
    expect(await database().rows('feedback')).toHaveLength(3_000);
  });

  test('of a batch of feedback all is kept or nothing', async () => {
    const store = await open();
    const items = Array.from({ length: 1_200 }, (_, index) => ({
      ...feedback,
      card: `card-${index}`,
      serviceId: index === 1_199 ? (null as never) : feedback.serviceId,
    }));

    await expect(store.keepFeedback(items)).rejects.toMatchObject({ name: 'StoreError' });

    expect(await database().rows('feedback')).toEqual([]);
  });

  test('a character that databases do not take is replaced, not refused', async () => {
    const store = await open();
    const item = {
      ...feedback,
      card: 'a\0b',
      acceptedSuggestions: ['c\0d'],
      userComment: 'e\0f',
    };

    await store.keepFeedback([item]);
    await store.writeBatch({ ...nothing, calls: [{ ...call, serviceId: 'g\0h' }] });

    expect(await database().rows('feedback')).toMatchObject([
      { card: 'a\uFFFDb', accepted_suggestions: '["c\\u0000d"]', user_comment: 'e\uFFFDf' },
    ]);
    expect(await database().rows('calls')).toMatchObject([{ service_id: 'g\uFFFDh' }]);
  });
}
