/** Looks into the SQLite file of a service under test, from outside of it. */
import { join } from 'node:path';
import Libsql from 'libsql';

export type StoredRow = Readonly<Record<string, unknown>>;

/** All rows of a table in the store that lies in the folder. */
export function storedRows(
  folder: string,
  table: 'feedback' | 'issued_cards' | 'calls',
): readonly StoredRow[] {
  const connection = new Libsql(join(folder, 'nelm-cds.sqlite'));
  try {
    return connection.prepare(`select * from ${table}`).all() as StoredRow[];
  } finally {
    connection.close();
  }
}
