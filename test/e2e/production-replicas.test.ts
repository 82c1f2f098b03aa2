/** Several processes on one SQLite file, and what is left when one of them is killed. */
import { join } from 'node:path';
import { sqliteFile } from '../support/sqlite-file.js';
import { testReplicas } from '../support/replica-tests.js';

testReplicas('SQLite', (bench) => {
  const { rows } = sqliteFile(join(bench.folder, 'nelm-cds.sqlite'));
  return Promise.resolve({
    environment: {},
    rows: (table) => Promise.resolve(rows(table)),
    remove: () => Promise.resolve(),
  });
});
