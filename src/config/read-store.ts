import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { StoreConfiguration, StoreLocation } from '../model/configuration.js';
import type { StoreFile } from './configuration-file.js';
import type { Reading } from './reading.js';

/** PostgreSQL when DATABASE_URL names one, else the SQLite file. `isFileGiven`: `file` is not the default. */
export function readStore(
  { file, retention }: StoreFile,
  reading: Reading,
  isFileGiven: boolean,
): StoreConfiguration {
  return { ...locationOf(file, reading, isFileGiven), retention };
}

function locationOf(file: string, reading: Reading, isFileGiven: boolean): StoreLocation {
  const url = reading.environment['DATABASE_URL'] ?? '';
  if (url !== '') {
    checkDatabase(url, reading, isFileGiven);
    return { kind: 'postgresql', url };
  }
  const path = resolve(reading.folder, file);
  if (file === ':memory:') {
    reading.problem(['file'], '`file` must be a file: records in memory are lost at every stop.');
  } else if (!isWritableFolder(dirname(path))) {
    reading.problem(['file'], 'The folder of `file` does not exist or cannot be written to.');
  }
  return { kind: 'sqlite', file: path };
}

function checkDatabase(url: string, reading: Reading, isFileGiven: boolean): void {
  if (isFileGiven) {
    reading.problem(
      ['file'],
      '`file` is given, and so is DATABASE_URL in the environment: records would be looked for in two places. Keep one.',
    );
  }
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    reading.problem(
      [],
      'DATABASE_URL in the environment must begin with postgres:// or postgresql://.',
    );
  }
}

function isWritableFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
