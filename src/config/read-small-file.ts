import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Path } from '../yaml/yaml-document.js';
import type { Reading } from './reading.js';

const maxBytes = 1_048_576;
const readableByOthers = 0o004;

export interface SmallFileOptions {
  readonly reading: Reading;
  /** The field that names the file. */
  readonly at: Path;
  readonly isSecret?: boolean;
}

/**
 * The content of a file that the configuration names; undefined, with a problem told, where it cannot be had. Warns of
 * secrets that every user of the machine can read: no reason to refuse, since containers mount secrets so.
 */
export function readSmallFile(
  path: string,
  { reading, at, isSecret = false }: SmallFileOptions,
): Uint8Array | undefined {
  const file = resolve(reading.folder, path);
  try {
    const status = statSync(file);
    if (!status.isFile() || status.size > maxBytes) {
      reading.problem(at, 'What is named here is not a file, or one of more than 1 MiB.');
      return undefined;
    }
    if (isSecret && (status.mode & readableByOthers) !== 0) {
      reading.warn(
        at,
        'Every user of this machine can read the file named here: it holds a secret.',
      );
    }
    return new Uint8Array(readFileSync(file));
  } catch {
    reading.problem(at, 'The file named here does not exist or cannot be read.');
    return undefined;
  }
}
