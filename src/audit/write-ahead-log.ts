import { realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createDiskSync } from './disk-sync.js';

/** What SQLite has committed, until it is copied into the database file. https://www.sqlite.org/wal.html */
export interface WriteAheadLog {
  /** Resolves once all that is committed by then is on disk. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where nothing is on disk, or SQLite waits for the disk itself. */
export const noLog: WriteAheadLog = {
  sync: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Of a database in WAL mode to which something was committed; it is there as long as the database is open. */
export async function openWriteAheadLog(databaseFile: string): Promise<WriteAheadLog> {
  // SQLite names it after the file that links lead to.
  const handle = await open(`${realpathSync(databaseFile)}-wal`, 'r+');
  const sync = createDiskSync(handle);
  try {
    await sync();
  } catch (error) {
    await handle.close();
    throw error;
  }
  return { sync, close: () => handle.close() };
}
