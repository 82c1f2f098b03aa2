import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Libsql from 'libsql';
import { openStore } from '../../src/audit/index.js';
import type { Store } from '../../src/model/audit.js';
import { feedback, issuedCard, nothing, tokenUse } from '../support/store-records.js';
import { describeStore, type TestDatabase } from '../support/store-suite.js';

describeStore('a store in an SQLite file', createDatabase);

function createDatabase(): Promise<TestDatabase & { readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-store-'));
  const file = join(folder, 'store.db');
  let blocker: Libsql.Database | undefined;
  return Promise.resolve({
    file,
    location: { kind: 'sqlite', file },
    rows: (table) => Promise.resolve(readRows(file, `select * from ${table} order by 1`)),
    execute: (sql) => {
      const connection = new Libsql(file);
      connection.exec(sql);
      connection.close();
      return Promise.resolve();
    },
    cut: () => {
      blocker = new Libsql(file);
      blocker.exec('begin immediate');
      return Promise.resolve();
    },
    mend: () => {
      blocker?.exec('rollback');
      blocker?.close();
    },
    remove: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
}

function readRows(file: string, sql: string): Record<string, unknown>[] {
  const connection = new Libsql(file);
  const rows = connection.prepare(sql).all();
  connection.close();
  return rows as Record<string, unknown>[];
}

test('a new database can be read by its owner alone', async () => {
  const database = await createDatabase();
  const store = await openStore(database.location);
  await store.claimToken(tokenUse);

  const modes = ['', '-wal', '-shm'].map((suffix) => statSync(database.file + suffix).mode & 0o777);

  expect(modes).toEqual([0o600, 0o600, 0o600]);
  await store.close();
  await database.remove();
});

test('a store can live in memory', async () => {
  const store = await openStore({ kind: 'sqlite', file: ':memory:' });
  const other = await openStore({ kind: 'sqlite', file: ':memory:' });

  await store.writeBatch({ ...nothing, issuedCards: [issuedCard] });

  expect(await store.keepFeedback([feedback])).toMatchObject({ kept: { matched: 1 } });
  expect(await other.keepFeedback([feedback])).toMatchObject({ kept: { unknown: 1 } });
  await Promise.all([store.close(), other.close()]);
});

describe.each<[string, (file: string) => Promise<void> | void]>([
  ['was removed', rmSync],
  ['was removed with all that belongs to it', removeDatabase],
  [
    'was moved, and another store is in its place',
    async (file) => {
      renameSync(file, `${file}.old`);
      removeDatabase(file);
      await (await openStore({ kind: 'sqlite', file })).close();
    },
  ],
])('a store whose file %s', (_case, replace) => {
  test.each<[string, (store: Store) => Promise<unknown>]>([
    ['keeps no feedback', (store) => store.keepFeedback([feedback])],
    ['claims no token', (store) => store.claimToken(tokenUse)],
    ['writes no batch', (store) => store.writeBatch({ ...nothing, issuedCards: [issuedCard] })],
    ['is not ready', (store) => store.ping()],
  ])('%s', async (_what, use) => {
    const database = await createDatabase();
    const store = await openStore(database.location);
    await store.ping();

    await replace(database.file);

    await expect(use(store)).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'unavailable',
      driverCode: 'SQLITE_READONLY_DBMOVED',
    });
    await store.close();
    await database.remove();
  });
});

test('a store is used again once its own file is back', async () => {
  const database = await createDatabase();
  const store = await openStore(database.location);
  renameSync(database.file, `${database.file}.old`);
  await expect(store.claimToken(tokenUse)).rejects.toMatchObject({ problem: 'unavailable' });

  renameSync(`${database.file}.old`, database.file);

  expect(await store.claimToken(tokenUse)).toBe(true);
  await store.close();
  await database.remove();
});

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

test.each([
  ['in a folder that is not there', '/nowhere/secret/store.db', 'ENOENT'],
  ['that is a folder', tmpdir(), 'EISDIR'],
  ['that holds something else', join(import.meta.dirname, '../../package.json'), 'SQLITE_NOTADB'],
])('a file %s is refused without naming it', async (_case, file, driverCode) => {
  const refusal = await openStore({ kind: 'sqlite', file }).catch((error: unknown) => error);

  expect(refusal).toMatchObject({ name: 'StoreError', problem: 'unavailable', driverCode });
  expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toContain('store.db');
});

test('a database may be reached by a link', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-store-'));
  mkdirSync(join(folder, 'volume'));
  symlinkSync(join(folder, 'volume/store.db'), join(folder, 'store.db'));

  const store = await openStore({ kind: 'sqlite', file: join(folder, 'store.db') });

  expect(await store.claimToken(tokenUse)).toBe(true);
  await store.close();
  rmSync(folder, { recursive: true });
});

test('what was begun before it is closed is finished', async () => {
  const database = await createDatabase();
  const store = await openStore(database.location);

  const claim = store.claimToken(tokenUse);
  const batch = store.writeBatch({ ...nothing, tokenUses: [{ ...tokenUse, key: 'another' }] });
  await new Promise((resolve) => setImmediate(resolve));
  await store.close();

  expect(await claim).toBe(true);
  await expect(batch).resolves.toBeUndefined();
  await database.remove();
});
