import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import Libsql from 'libsql';
import type { Database } from './database.js';
import { driverCode } from './driver-code.js';
import { migrate } from './migrate.js';
import type { Tables } from './tables.js';

/** Waiting inside SQLite stops the whole process, so it is kept short and the rest is waited for outside. */
const busyTimeoutMs = 20;
const retryMs = 25;
const writeWaitMs = 1_500;
const migrationWaitMs = 30_000;

/** Opens a file, made if need be and then readable by its owner alone, or `:memory:`. */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== ':memory:') createPrivateFile(file);
  const connection = new Libsql(file);
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: wrap(connection) }) });
  try {
    await whenFree(() => prepare(connection, kysely), migrationWaitMs);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  return {
    kysely,
    transact: (work) => whenFree(() => kysely.transaction().execute(work), writeWaitMs),
    waitForTurn: () => Promise.resolve(),
    close: () => kysely.destroy(),
  };
}

/** SQLite gives its -wal and -shm files the mode of the database file. */
function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

async function prepare(connection: Libsql.Database, kysely: Kysely<Tables>): Promise<void> {
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
  connection.pragma('journal_mode = wal');
  connection.pragma('synchronous = full');
  connection.exec('begin immediate');
  try {
    await migrate(kysely);
    connection.exec('commit');
  } catch (error) {
    connection.exec('rollback');
    throw error;
  }
}

/** A transaction that reads before it writes can fail with BUSY where waiting does not help; so each takes the lock at once. */
function wrap(connection: Libsql.Database): SqliteDatabase {
  return {
    prepare: (text) => {
      const statement = connection.prepare(text === 'begin' ? 'begin immediate' : text);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters),
        run: (parameters) => {
          const { changes, lastInsertRowid } = statement.run(parameters);
          return { changes, lastInsertRowid };
        },
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
    close: () => {
      connection.close();
    },
  };
}

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
