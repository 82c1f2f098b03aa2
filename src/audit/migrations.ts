/**
 * The steps that make the tables, the same for both databases. A step that was released is never edited: a change is a
 * new step, and its name sorts after the others.
 */
import type { CreateTableBuilder, Kysely, Migration } from 'kysely';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': {
    up: async (db: Kysely<unknown>) => {
      await createIssuedCards(db);
      await createFeedback(db);
      await createCalls(db);
      await createTokenUses(db);
    },
  },
};

async function createIssuedCards(db: Kysely<unknown>): Promise<void> {
  const table = db.schema
    .createTable('issued_cards')
    .addColumn('uuid', 'text', (column) => column.primaryKey().notNull());
  const texts = [
    'call_id',
    'issued_at',
    'client_id',
    'service_id',
    'topic',
    'edition',
    'knowledge_version',
    'knowledge_hash',
    'pathway_statuses',
    'patient_key',
  ];
  await withTexts(table, texts)
    .addColumn('latency_ms', 'double precision', (column) => column.notNull())
    .execute();
  await createIndex(db, 'issued_cards', 'issued_at');
}

async function createFeedback(db: Kysely<unknown>): Promise<void> {
  const table = db.schema
    .createTable('feedback')
    .addColumn('digest', 'text', (column) => column.primaryKey().notNull());
  const texts = [
    'card',
    'client_id',
    'service_id',
    'outcome',
    'outcome_timestamp',
    'received_at',
    'accepted_suggestions',
    'standing',
  ];
  await withTexts(table, texts)
    .addColumn('reason_system', 'text')
    .addColumn('reason_code', 'text')
    .addColumn('user_comment', 'text')
    .execute();
  await createIndex(db, 'feedback', 'received_at');
  await createIndex(db, 'feedback', 'card');
}

async function createCalls(db: Kysely<unknown>): Promise<void> {
  const table = db.schema
    .createTable('calls')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull());
  await withTexts(table, ['at', 'route'])
    .addColumn('client_id', 'text')
    .addColumn('service_id', 'text')
    .addColumn('status', 'integer')
    .addColumn('code', 'text')
    .addColumn('patient_key', 'text')
    .addColumn('hook_instance_key', 'text')
    .addColumn('duration_ms', 'double precision', (column) => column.notNull())
    .addColumn('gather_ms', 'double precision')
    .addColumn('evaluate_ms', 'double precision')
    .addColumn('cards', 'integer')
    .execute();
  await createIndex(db, 'calls', 'at');
}

async function createTokenUses(db: Kysely<unknown>): Promise<void> {
  const table = db.schema
    .createTable('token_uses')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull());
  await withTexts(table, ['expires_at']).execute();
  await createIndex(db, 'token_uses', 'expires_at');
}

function withTexts(
  table: CreateTableBuilder<string, string>,
  names: readonly string[],
): CreateTableBuilder<string, string> {
  return names.reduce(
    (columns, name) => columns.addColumn(name, 'text', (column) => column.notNull()),
    table,
  );
}

async function createIndex(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
}
