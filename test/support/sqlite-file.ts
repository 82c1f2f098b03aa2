import Libsql from 'libsql';

export type StoredRow = Readonly<Record<string, unknown>>;

/** Looks into an SQLite file from outside of the service. */
export function sqliteFile(file: string): {
  readonly rows: (table: string) => readonly StoredRow[];
  readonly execute: (sql: string) => void;
} {
  const within = <Result>(work: (connection: Libsql.Database) => Result): Result => {
    const connection = new Libsql(file);
    try {
      connection.exec('pragma busy_timeout = 5000');
      return work(connection);
    } finally {
      connection.close();
    }
  };
  return {
    rows: (table) =>
      within((connection) => connection.prepare(`select * from ${table}`).all() as StoredRow[]),
    execute: (sql) => {
      within((connection) => connection.exec(sql));
    },
  };
}
