import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import type { Database } from './database.js';
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
  try {
    await whenFree(() => prepare(connection, kysely), migrationWaitMs);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  const claim = connection.prepare(
    'insert into token_uses (key, expires_at) values (?, ?) on conflict do nothing',
  );
  const transact: Database['transact'] = (work) =>
    whenFree(
      () =>
        kysely.connection().execute((db) =>
          inTransaction(connection, async () => {
            const result = await work(db);
            checkInPlace();
            return result;
          }),
        ),
      writeWaitMs,
    );
  return {
    transact,
    waitForTurn: () => Promise.resolve(),
    claimTokens: (uses) => transact(() => Promise.resolve(claimEach(claim, uses))),
    close: () => kysely.destroy(),
  };
}

/** By a statement that is prepared once: the query builder takes longer than all the rest. */
function claimEach(claim: Libsql.Statement, uses: readonly TokenUseRow[]): readonly string[] {
  return uses
    .filter(({ key, expires_at }) => claim.run(key, expires_at).changes > 0)
    .map(({ key }) => key);
}

async function prepare(connection: Libsql.Database, kysely: Kysely<Tables>): Promise<void> {
  connection.exec('pragma busy_timeout = 0');
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = full');
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
