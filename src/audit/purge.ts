import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { PurgeBefore, PurgeCounts } from '../model/audit.js';
import type { Database } from './database.js';

interface Aged {
  readonly table: string;
  readonly id: string;
  readonly instant: string;
}

const aged = {
  issuedCards: { table: 'issued_cards', id: 'uuid', instant: 'issued_at' },
  feedback: { table: 'feedback', id: 'digest', instant: 'received_at' },
  calls: { table: 'calls', id: 'id', instant: 'at' },
  tokenUses: { table: 'token_uses', id: 'key', instant: 'expires_at' },
} as const satisfies Record<keyof PurgeCounts, Aged>;

/** Small enough that requests are not kept waiting and no statement runs into its timeout. */
const rowsAtOnce = 500;

/** Removes what is older, a few rows in each transaction. */
export async function purge(database: Database, before: PurgeBefore): Promise<PurgeCounts> {
  return {
    issuedCards: await purgeKind(database, aged.issuedCards, before.issuedCards),
    feedback: await purgeKind(database, aged.feedback, before.feedback),
    calls: await purgeKind(database, aged.calls, before.calls),
    tokenUses: await purgeKind(database, aged.tokenUses, before.tokenUses),
  };
}

async function purgeKind(
  database: Database,
  kind: Aged,
  before: string | undefined,
): Promise<number> {
  if (before === undefined) return 0;
  let total = 0;
  for (;;) {
    const count = await purgeSome(database, kind, before);
    total += count;
    if (count < rowsAtOnce) return total;
    await nextTurn();
  }
}

async function purgeSome(database: Database, kind: Aged, before: string): Promise<number> {
  const table = sql.table(kind.table);
  const id = sql.ref(kind.id);
  const old = sql`select ${id} from ${table} where ${sql.ref(kind.instant)} < ${before} limit ${sql.lit(rowsAtOnce)}`;
  const { numAffectedRows } = await database.transact((transaction) =>
    sql`delete from ${table} where ${id} in (${old})`.execute(transaction),
  );
  return Number(numAffectedRows ?? 0);
}
