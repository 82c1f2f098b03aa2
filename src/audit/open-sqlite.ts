import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import type { Database } from './database.js';
import { driverCode } from './driver-code.js';
import { holdFile } from './hold-file.js';
import { migrate } from './migrate.js';
import type { Tables, TokenUseRow } from './tables.js';
import { within } from './within.js';
import { noLog, openWriteAheadLog, type WriteAheadLog } from './write-ahead-log.js';

/** How often it is tried to write while another process does; waiting inside SQLite would stop this process. */
const retryMs = 10;
const writeWaitMs = 1_500;
const migrationWaitMs = 30_000;
const closeWaitMs = 3_000;

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
  const running = new Set<Promise<unknown>>();
  const transact: Database['transact'] = (work) => {
    const transaction = commitAndSync(work).finally(() => running.delete(transaction));
    running.add(transaction);
    return transaction;
  };
  const commitAndSync: Database['transact'] = async (work) => {
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
      // A disk that does not answer must not keep the process.
      const settled = Promise.allSettled(running).then(log.close);
      await within(closeWaitMs, settled).catch(() => undefined);
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

/** Brings the tables up to date. */
async function prepareFile(
  file: string,
  connection: Libsql.Database,
  kysely: Kysely<Tables>,
): Promise<WriteAheadLog> {
  const hasLog = await whenFree(() => prepare(connection, kysely), migrationWaitMs);
  return hasLog ? openWriteAheadLog(file) : noLog;
}

/** Whether there is a write-ahead log. */
async function prepare(connection: Libsql.Database, kysely: Kysely<Tables>): Promise<boolean> {
  connection.exec('pragma busy_timeout = 0');
  connection.exec('pragma journal_mode = wal');
  const hasLog = isInWalMode(connection);
  // In WAL mode `full` is `normal` and one thing more: at the end of a transaction it waits for the disk, and this process
  // with it. `transact` does that in another thread. https://www.sqlite.org/pragma.html#pragma_synchronous
  connection.exec(`pragma synchronous = ${hasLog ? 'normal' : 'full'}`);
  await inTransaction(connection, () => migrate(kysely));
  return hasLog;
}

/** It cannot be had in memory, and not on every file system. */
function isInWalMode(connection: Libsql.Database): boolean {
  const found = connection.prepare('pragma journal_mode').get() as {
    readonly journal_mode: string;
  };
  return found.journal_mode === 'wal';
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
