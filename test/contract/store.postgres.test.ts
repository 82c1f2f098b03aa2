import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStore, type StoreOptions } from '../../src/audit/index.js';
import type { Store } from '../../src/model/audit.js';
import { createPostgresDatabase, type PostgresTestDatabase } from '../support/postgres-database.js';
import { call, feedback, issuedCard, nothing, tokenUse } from '../support/store-records.js';
import { describeStore } from '../support/store-suite.js';

describeStore('a store in PostgreSQL', createPostgresDatabase);

describe('a PostgreSQL server', () => {
  let database: PostgresTestDatabase;
  let stores: Store[];

  const open = async (options?: StoreOptions): Promise<Store> => {
    const store = await openStore(database.location, options);
    stores.push(store);
    return store;
  };

  beforeEach(async () => {
    stores = [];
    database = await createPostgresDatabase();
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.remove();
  });

  test('may be set to confirm before it has written: feedback and tokens are waited for all the same', async () => {
    const url = new URL(database.location.url);
    const options = url.searchParams.get('options') ?? '';
    url.searchParams.set('options', `${options} -c synchronous_commit=off`);
    const store = await openStore({ kind: 'postgresql', url: url.href });
    stores.push(store);
    await database.execute('create table seen (target text, setting text)');
    await database.execute(`create function note() returns trigger language plpgsql as $$ begin
      insert into seen values (tg_table_name, current_setting('synchronous_commit')); return new; end $$`);
    for (const table of ['feedback', 'token_uses', 'calls']) {
      await database.execute(
        `create trigger note before insert on ${table} for each row execute function note()`,
      );
    }

    await store.keepFeedback([feedback]);
    await store.claimToken(tokenUse);
    await store.writeBatch({ ...nothing, calls: [call] });

    expect(await database.rows('seen')).toEqual([
      { target: 'calls', setting: 'on' },
      { target: 'feedback', setting: 'on' },
      { target: 'token_uses', setting: 'on' },
    ]);
  });

  test('feedback that is kept while its card is being committed is matched', async () => {
    const [one, other] = [await open(), await open()];
    await database.execute(`create function linger() returns trigger language plpgsql as $$ begin
      perform pg_sleep(0.5); return null; end $$`);
    await database.execute(`create constraint trigger linger after insert on issued_cards
      deferrable initially deferred for each row execute function linger()`);

    const written = one.writeBatch({ ...nothing, issuedCards: [issuedCard] });
    await isSleeping(database);
    const receipt = await other.keepFeedback([feedback]);
    await written;

    expect(receipt.kept.matched).toBe(1);
    expect(await database.rows('feedback')).toMatchObject([{ standing: 'matched' }]);
  });

  test('may break an idle connection, and one amid a transaction, without harm', async () => {
    const store = await open();
    await store.ping();
    await database.proxy.cut();
    await expect(store.ping()).rejects.toMatchObject({ name: 'StoreError' });
    database.proxy.mend();
    await store.ping();
    await database.execute(`create function linger() returns trigger language plpgsql as $$ begin
      perform pg_sleep(0.5); return new; end $$`);
    await database.execute(
      'create trigger linger before insert on calls for each row execute function linger()',
    );

    const written = store.writeBatch({ ...nothing, calls: [call] });
    const outcome = expect(written).rejects.toMatchObject({ name: 'StoreError' });
    await isSleeping(database);
    await database.proxy.cut();

    await outcome;
    database.proxy.mend();
    await store.ping();
  });

  test('that stops answering is noticed, and its connections are not used again', async () => {
    const store = await open({ timeouts: { connectMs: 200, statementMs: 200 } });
    await store.ping();

    database.proxy.silence();
    await expect(store.ping()).rejects.toMatchObject({ name: 'StoreError' });
    await expect(store.claimToken(tokenUse)).rejects.toMatchObject({ name: 'StoreError' });
    database.proxy.mend();

    expect(await store.claimToken(tokenUse)).toBe(true);
  });

  test('that takes too long over a statement is not waited for, and the connection stays', async () => {
    const store = await open({ timeouts: { connectMs: 1_000, statementMs: 100 } });
    await database.execute(`create function linger() returns trigger language plpgsql as $$ begin
      perform pg_sleep(5); return new; end $$`);
    await database.execute(
      'create trigger linger before insert on calls for each row execute function linger()',
    );

    const written = store.writeBatch({ ...nothing, calls: [call] });

    await expect(written).rejects.toMatchObject({ name: 'StoreError', driverCode: '57014' });
    expect(await store.claimToken(tokenUse)).toBe(true);
  });

  test('may hold the tables of another installation in another schema', async () => {
    const neighbour = await createPostgresDatabase();
    const store = await openStore(neighbour.location);
    await store.claimToken(tokenUse);

    const own = await open();

    expect(await own.claimToken(tokenUse)).toBe(true);
    await store.close();
    await neighbour.remove();
  });

  test.each([
    ['nobody listens', (url: URL) => (url.port = '1'), 'ECONNREFUSED'],
    ['there is no such database', (url: URL) => (url.pathname = '/secret-name'), '3D000'],
    ['there is no such user', (url: URL) => (url.username = 'secret-user'), '28000'],
  ])('%s: the error tells no part of the address', async (_case, spoil, driverCode) => {
    const url = new URL(database.location.url);
    url.password = 'secret-word';
    spoil(url);

    const refusal = await openStore({ kind: 'postgresql', url: url.href }).catch(
      (error: unknown) => error,
    );

    expect(refusal).toMatchObject({ name: 'StoreError', problem: 'unavailable', driverCode });
    expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toMatch(
      /secret|127\.0\.0\.1/,
    );
  });
});

test('an address that is none is not told', async () => {
  const url = 'postgres://user:secret@word@127.0.0.1:99999999/x';

  const refusal = await openStore({ kind: 'postgresql', url }).catch((error: unknown) => error);

  expect(refusal).toMatchObject({ name: 'StoreError', problem: 'unavailable' });
  expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toMatch(
    /secret|127\.0\.0\.1/,
  );
});

/** Resolves once a session of this database's own schema is in pg_sleep. */
async function isSleeping({ execute, location }: PostgresTestDatabase): Promise<void> {
  const schema = new URL(location.url).searchParams.get('options')?.split('=')[1] ?? '';
  await execute(`do $$ begin
    for attempt in 1..400 loop
      perform pg_stat_clear_snapshot();
      if exists (
        select from pg_stat_activity a join pg_locks l on l.pid = a.pid
        where a.wait_event = 'PgSleep'
          and l.relation in (select oid from pg_class where relnamespace = '${schema}'::regnamespace)
      ) then return; end if;
      perform pg_sleep(0.005);
    end loop;
    raise exception 'no session sleeps';
  end $$`);
}
