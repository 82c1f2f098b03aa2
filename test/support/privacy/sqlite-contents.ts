/** A SQLite database as it lies on disk, and as it reads. */
import { existsSync, readFileSync } from 'node:fs';
import Libsql from 'libsql';

export interface StoredRow {
  readonly table: string;
  readonly column: string;
  readonly value: string;
}

/** Every cell of every table, those of SQLite itself included. */
export function cellsOf(file: string): readonly StoredRow[] {
  const database = new Libsql(file, { readonly: true });
  const tables = database
    .prepare("select name from sqlite_master where type = 'table'")
    .all() as readonly { readonly name: string }[];
  const cells = tables.flatMap(({ name: table }) =>
    (database.prepare(`select * from "${table}"`).all() as readonly object[]).flatMap((row) =>
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([column, value]) => ({ table, column, value: String(value) })),
    ),
  );
  database.close();
  return cells;
}

/** The bytes of the database and of the files beside it. */
export function bytesOf(file: string): string {
  return ['', '-wal', '-shm', '-journal']
    .map((suffix) => `${file}${suffix}`)
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path).toString('latin1'))
    .join('\n');
}
