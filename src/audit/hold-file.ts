import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { StoreError } from '../errors/store-error.js';

/** What SQLite itself calls a database file that is no longer where it was opened. */
const movedCode = 'SQLITE_READONLY_DBMOVED';

/**
 * Makes the file if need be, readable by its owner alone: SQLite gives its -wal and -shm files the same mode. Returns a
 * check that throws StoreError once another file or none is at the path. What is written to a removed file is lost, and
 * processes that have different files open do not see each other's writes; SQLite tells neither in WAL mode.
 */
export function holdFile(file: string): () => void {
  const held = createPrivateFile(file);
  return () => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (found?.dev !== held.dev || found.ino !== held.ino) {
      throw new StoreError('unavailable', movedCode);
    }
  };
}

function createPrivateFile(file: string): { readonly dev: bigint; readonly ino: bigint } {
  const descriptor = openSync(file, 'a', 0o600);
  try {
    return fstatSync(descriptor, { bigint: true });
  } finally {
    closeSync(descriptor);
  }
}
