import { Kysely, type PostgresPool, type PostgresPoolClient, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreError } from '../errors/store-error.js';
import type { Database } from './database.js';
import { driverCode } from './driver-code.js';
import { inChunks } from './in-chunks.js';
import { migrate } from './migrate.js';
import type { Tables, TokenUseRow } from './tables.js';

export interface PostgresTimeouts {
  /** For a connection, new or from the pool. */
  readonly connectMs: number;
  readonly statementMs: number;
}

const maxConnections = 10;
/** Waiting for another replica's migration, and the migration itself, may take longer than a request can wait. */
const migrationMs = 60_000;
/** How much longer than the server the client waits: the server's own timeout leaves the connection usable. */
const graceMs = 500;
/** Names our advisory locks among those of others in the same database. */
const lockClass = 0x6e656c6d;

/** Connects, and brings the tables of the connection's schema up to date. */
export async function openPostgres(url: string, timeouts: PostgresTimeouts): Promise<Database> {
  await migrateOnce(url, timeouts);
  const kysely = connect(url, timeouts, maxConnections);
  await connectOnce(kysely);
  const transact: Database['transact'] = (work) =>
    kysely.transaction().execute(async (transaction) => {
      // Whatever the server or the URL says: a client that was told "kept" never sends it again.
      await sql`set local synchronous_commit to on`.execute(transaction);
      return work(transaction);
    });
  return {
    transact,
    waitForTurn: async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(lockClass)}, hashtext(current_schema()))`.execute(
        transaction,
      );
    },
    claimTokens: (uses) => transact((transaction) => claimAll(transaction, uses)),
    close: () => kysely.destroy(),
  };
}

async function claimAll(
  transaction: Kysely<Tables>,
  uses: readonly TokenUseRow[],
): Promise<readonly string[]> {
  const claimed = await inChunks(uses, (chunk) =>
    transaction
      .insertInto('token_uses')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .execute(),
  );
  return claimed.map(({ key }) => key);
}

async function migrateOnce(url: string, { connectMs }: PostgresTimeouts): Promise<void> {
  const kysely = connect(url, { connectMs, statementMs: migrationMs }, 1);
  try {
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(
      kysely,
    );
    await migrate(kysely, rows[0]?.schema);
  } finally {
    await kysely.destroy();
  }
}

/** Kysely closes for good only what it has used. */
async function connectOnce(kysely: Kysely<Tables>): Promise<void> {
  try {
    await sql`select 1`.execute(kysely);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
}

function connect(url: string, timeouts: PostgresTimeouts, max: number): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'nelm-cds',
    max,
    keepAlive: true,
    connectionTimeoutMillis: timeouts.connectMs,
    statement_timeout: timeouts.statementMs,
    query_timeout: timeouts.statementMs + graceMs,
    // A replica that vanishes amid a transaction must not hold its locks for long.
    idle_in_transaction_session_timeout: timeouts.statementMs + graceMs,
  });
  // A connection that breaks says so by an event, which would end the process. Nothing is lost by passing over it: the
  // pool drops the connection, and a query that was under way fails by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guardPool(pool) }) });
}

function guardPool(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => guardClient(await pool.connect()),
    end: () => pool.end(),
  };
}

/**
 * A connection on which anything failed but a statement that the server refused is in an unknown state: nothing more
 * is asked of it, not even a rollback, and it does not go back into the pool.
 */
function guardClient(client: pg.PoolClient): PostgresPoolClient {
  let failure: StoreError | undefined;
  const query = async (text: string, parameters: unknown[]): Promise<unknown> => {
    if (failure !== undefined) throw failure;
    try {
      return await client.query(text, parameters);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) {
        failure = new StoreError('unavailable', driverCode(error));
      }
      throw error;
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: () => {
      client.release(failure !== undefined);
    },
  };
}
