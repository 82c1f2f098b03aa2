import { sql } from 'kysely';
import { StoreError } from '../errors/store-error.js';
import type { Store } from '../model/audit.js';
import type { StoreLocation } from '../model/configuration.js';
import type { Database } from './database.js';
import { driverCode } from './driver-code.js';
import { keepFeedback } from './keep-feedback.js';
import { openPostgres, type PostgresTimeouts } from './open-postgres.js';
import { openSqlite } from './open-sqlite.js';
import { purge } from './purge.js';
import { tokenUseRows } from './rows.js';
import { createTokenClaims } from './token-claims.js';
import { writeBatch } from './write-batch.js';

export interface StoreOptions {
  /** Feedback that comes longer than this after its card is late. 24 hours unless given. */
  readonly lateAfterMs?: number;
  /** PostgreSQL: after which a database is taken for dead. */
  readonly timeouts?: PostgresTimeouts;
}

const dayMs = 86_400_000;
const defaultTimeouts = { connectMs: 1_500, statementMs: 2_000 };

/**
 * Opens the database and brings its tables up to date; several processes may do so at once. Throws StoreError, as every
 * function of the store does.
 */
export async function openStore(
  location: StoreLocation,
  { lateAfterMs = dayMs, timeouts = defaultTimeouts }: StoreOptions = {},
): Promise<Store> {
  const database = await translated(() =>
    location.kind === 'sqlite' ? openSqlite(location.file) : openPostgres(location.url, timeouts),
  );
  return createStore(database, lateAfterMs);
}

function createStore(database: Database, lateAfterMs: number): Store {
  const { transact, waitForTurn, claimTokens } = database;
  return {
    writeBatch: (batch) =>
      translated(() =>
        transact(async (transaction) => {
          await waitForTurn(transaction);
          await writeBatch(transaction, batch);
        }),
      ),
    keepFeedback: (items) =>
      translated(() =>
        transact(async (transaction) => {
          await waitForTurn(transaction);
          return keepFeedback(transaction, items, lateAfterMs);
        }),
      ),
    claimToken: createTokenClaims((uses) => translated(() => claimTokens(tokenUseRows(uses)))),
    purge: (before) => translated(() => purge(database, before)),
    ping: () =>
      translated(async () => {
        await transact((transaction) => sql`select 1 from token_uses limit 1`.execute(transaction));
      }),
    close: () => translated(() => database.close()),
  };
}

async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError('unavailable', driverCode(error));
  }
}
