import { type Kysely, Migrator, sql } from 'kysely';
import { StoreError } from '../errors/store-error.js';
import { driverCode } from './driver-code.js';
import { migrations } from './migrations.js';

const migrationTable = 'nelm_cds_migrations';

/**
 * Brings the tables up to date. `schema` names the PostgreSQL schema that holds them: without it the migrator takes a
 * table of the same name in any other schema for its own. Throws StoreError.
 */
export async function migrate<Db>(db: Kysely<Db>, schema?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
    ...(schema !== undefined && { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (await hasUnknownSteps(db)) throw new StoreError('newer');
  throw new StoreError('unavailable', driverCode(error));
}

async function hasUnknownSteps<Db>(db: Kysely<Db>): Promise<boolean> {
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(migrationTable)}`.execute(db);
  return rows.some(({ name }) => !Object.hasOwn(migrations, name));
}
