import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import type { Database } from './database.js';
import { createDiskSync } from './disk-sync.js';
import { driverCode } from './driver-code.js';
import { holdFile } from './hold-file.js';
import { migrate } from './migrate.js';
import type { Tables, TokenUseRow } from './tables.js';

/** How often it is tried to write while another process does; waiting inside SQLite would stop this process. */
const retryMs = 10;
const writeWaitMs = 1_500;
const migrationWaitMs = 30_000;

/**
 * Opens a file, made if need be and then readable by its owner alone, or `:memory:`. Once the file is removed or
 * another one put in its place, each transaction is rolled back and rejects with StoreError.
 */
export async function openSqlite(file: string): Promise<Database> {
  const checkInPlace = file === ':memory:' ? () => undefined : holdFile(file);
  const connection = new Libsql(file);
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const log = await prepareFile(file, connection, kysely).catch(async (error: unknown) => {
    await kysely.destroy();
    throw error;
  });
  const claim = connection.prepare(
    'insert into token_uses (key, expires_at) values (?, ?) on conflict do nothing',
  );
  const transact: Database['transact'] = async (work) => {
    const result = await whenFree(
      () =>
        kysely.connection().execute((db) =>
          inTransaction(connection, async () => {
            const done = await work(db);
            checkInPlace();
            return done;
          }),
        ),
      writeWaitMs,
    );
    await log.sync();
    return result;
  };
  return {
    transact,
    waitForTurn: () => Promise.resolve(),
    claimTokens: (uses) => transact(() => Promise.resolve(claimEach(claim, uses))),
    close: async () => {
      await log.close();
      await kysely.destroy();
    },
  };
}

/** By a statement that is prepared once: the query builder takes longer than all the rest. */
function claimEach(claim: Libsql.Statement, uses: readonly TokenUseRow[]): readonly string[] {
  return uses
    .filter(({ key, expires_at }) => claim.run(key, expires_at).changes > 0)
    .map(({ key }) => key);
}

/** What is committed, until it is copied into the database file. */
interface WriteAheadLog {
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const inMemory: WriteAheadLog = { sync: () => Promise.resolve(), close: () => Promise.resolve() };

/** Brings the tables up to date. The log is there as long as the connection is. */
async function prepareFile(
  file: string,
  connection: Libsql.Database,
  kysely: Kysely<Tables>,
): Promise<WriteAheadLog> {
  await whenFree(() => prepare(connection, kysely), migrationWaitMs);
  if (file === ':memory:') return inMemory;
  const handle = await open(`${file}-wal`, 'r+');
  const sync = createDiskSync(handle);
  await sync();
  return { sync, close: () => handle.close() };
}

async function prepare(connection: Libsql.Database, kysely: Kysely<Tables>): Promise<void> {
  connection.exec('pragma busy_timeout = 0');
  connection.exec('pragma journal_mode = wal');
  // `full` is this and one thing more: at the end of a transaction it waits for the disk, and this process with it.
  // `transact` does that in another thread. https://www.sqlite.org/pragma.html#pragma_synchronous
  connection.exec('pragma synchronous = normal');
  await inTransaction(connection, () => migrate(kysely));
}

/**
 * Takes the lock for writing at once: nothing in `work` can be refused because another process writes. The statements
 * are not prepared ones, since libsql leaves a prepared statement that was refused unfinished, and then no transaction
 * can be committed until it is collected as garbage.
 */
async function inTransaction<Result>(
  connection: Libsql.Database,
  work: () => Promise<Result>,
): Promise<Result> {
  connection.exec('begin immediate');
  try {
    const result = await work();
    connection.exec('commit');
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  }
}

/** Tries again while another process writes; each attempt is a whole transaction, which was rolled back. */
async function whenFree<Result>(work: () => Promise<Result>, maxWaitMs: number): Promise<Result> {
  const end = performance.now() + maxWaitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await sleep(retryMs);
  }
}

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(driverCode(error) ?? '');
}
