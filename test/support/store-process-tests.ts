/** Stores beside each other, after each other, and away for a while. */
import { expect, test } from '@jest/globals';
import { createRecorder, openStore } from '../../src/audit/index.js';
import type { Recorder } from '../../src/model/audit.js';
import { call, feedback, issuedCard, nothing, tokenUse } from './store-records.js';
import { callRow, issuedCardRow } from './store-rows.js';
import { inProcessThenKilled } from './store-process.js';
import type { StoreUnderTest } from './store-suite.js';

export function testProcesses({ open, database }: StoreUnderTest): void {
  test('of two stores on one database that claim a token at once, one gets it', async () => {
    const [one, other] = [await open(), await open()];
    const tokens = Array.from({ length: 20 }, (_, index) => ({ ...tokenUse, key: `t${index}` }));

    const claims = await Promise.all(
      tokens.map((use) => Promise.all([one.claimToken(use), other.claimToken(use)])),
    );

    expect(claims.map((pair) => pair.filter(Boolean).length)).toEqual(tokens.map(() => 1));
    expect(await one.claimToken(tokenUse)).toBe(true);
    expect(await one.claimToken(tokenUse)).toBe(false);
    expect(await other.claimToken(tokenUse)).toBe(false);
  });

  test('of claims that come at once, the first of each token gets it', async () => {
    const store = await open();
    const keys = ['a', 'b', 'a', 'c', 'b', 'a'];

    const claims = await Promise.all(keys.map((key) => store.claimToken({ ...tokenUse, key })));

    expect(claims).toEqual([true, true, false, true, false, false]);
    expect((await database().rows('token_uses')).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  test('claims that fail at once are free again', async () => {
    const store = await open();
    const keys = ['a', 'b'];
    const claimAll = (): Promise<readonly PromiseSettledResult<boolean>[]> =>
      Promise.allSettled(keys.map((key) => store.claimToken({ ...tokenUse, key })));

    await database().cut();
    const failed = await claimAll();
    database().mend();

    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await claimAll()).toEqual(keys.map(() => ({ status: 'fulfilled', value: true })));
  });

  test('of three processes that start on a new database and claim a token, one gets it', async () => {
    const claims = await Promise.all(
      [1, 2, 3].map(() => inProcessThenKilled('claim', database().location)),
    );

    expect(claims.toSorted()).toEqual([false, false, true]);
  });

  test('cards and their feedback, written at once by two stores, find each other', async () => {
    const [one, other] = [await open(), await open()];
    const uuids = Array.from({ length: 20 }, (_, index) => `card-${index}`);

    await Promise.all(
      uuids.flatMap((uuid) => [
        one.writeBatch({ ...nothing, issuedCards: [{ ...issuedCard, uuid }] }),
        other.keepFeedback([{ ...feedback, card: uuid }]),
      ]),
    );

    const standings = (await database().rows('feedback')).map((row) => row['standing']);
    expect(standings).toEqual(uuids.map(() => 'matched'));
  });

  test('feedback that was kept outlives the process that kept it', async () => {
    const receipt = await inProcessThenKilled('keep', database().location);

    expect(receipt).toEqual({ kept: { matched: 0, late: 0, unknown: 1 }, repeated: 0 });
    const store = await open();
    expect(await store.keepFeedback([feedback])).toMatchObject({ repeated: 1 });
  });

  test('many stores open one new database at once', async () => {
    const opened = await Promise.all([open(), open(), open(), open(), open()]);

    await Promise.all(opened.map((store) => store.ping()));
    expect(await database().rows('nelm_cds_migrations')).toHaveLength(1);
  });

  test('a database of a newer version is refused', async () => {
    await open();
    await database().execute(
      `insert into nelm_cds_migrations (name, timestamp) values ('9999-later', '')`,
    );

    await expect(openStore(database().location)).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'newer',
    });
  });

  test('a store that was closed rejects', async () => {
    const store = await openStore(database().location);
    await store.close();

    await expect(store.ping()).rejects.toMatchObject({ name: 'StoreError' });
    await expect(store.claimToken(tokenUse)).rejects.toMatchObject({ name: 'StoreError' });
  });

  test('what is recorded while the store is away is written when it is back', async () => {
    const store = await open();
    const changes: boolean[] = [];
    const losses: unknown[] = [];
    let recorder: Recorder | undefined;
    const back = new Promise<void>((resolve) => {
      recorder = createRecorder(store, {
        flushIntervalMs: 10,
        maxPauseMs: 50,
        onLost: (...loss) => losses.push(loss),
        onStoreState: (isUp) => {
          changes.push(isUp);
          if (isUp) resolve();
        },
      });
    });
    await database().cut();
    recorder?.recordCall(call);
    recorder?.recordIssuedCards([issuedCard]);

    await expect(recorder?.keepFeedback([feedback])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    await expect(store.claimToken(tokenUse)).rejects.toMatchObject({ name: 'StoreError' });
    database().mend();
    await back;
    await recorder?.close();

    expect(changes).toEqual([false, true]);
    expect(losses).toEqual([]);
    expect(await database().rows('calls')).toEqual([callRow]);
    expect(await database().rows('issued_cards')).toEqual([issuedCardRow]);
    expect(await store.keepFeedback([feedback])).toMatchObject({ kept: { matched: 1 } });
  }, 30_000);
}
