import type { FileHandle } from 'node:fs/promises';

/**
 * Puts on disk what is written to a file by then. The disk is waited for in another thread, by all that ask while it is
 * busy together: this thread answers other requests meanwhile. Once that failed it fails for ever: the system tells of
 * lost pages once, and takes them for written afterwards (PostgreSQL's "fsyncgate", 2018).
 */
export function createDiskSync(file: Pick<FileHandle, 'datasync'>): () => Promise<void> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    last = file.datasync();
    return last;
  };
  return () => {
    next ??= last.then(begin);
    return next;
  };
}
