import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/audit/index.js';
import { runInProcess, type CommandAnswer } from '../support/command-in-process.js';
import { pseudonymText } from '../support/configuration-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nelm-purge-'));
  writeFileSync(
    join(folder, 'nelm-cds.yaml'),
    `server: { baseUrl: https://cds.example, host: 0.0.0.0, trustedProxies: [10.0.0.5] }
store: { file: records.sqlite }
pseudonymKey: { environment: KEY }
clients:
  - id: ehr
    timeZone: UTC
    authentication: { issuer: a, audiences: [b], keys: { jwksUrl: https://ehr.example/keys } }
    fhirServers: [{ url: https://ehr.example/fhir }]
`,
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function purge(): Promise<CommandAnswer> {
  const place = { root: folder, environment: { KEY: pseudonymText } };
  return runInProcess(place, 'purge', '--config', join(folder, 'nelm-cds.yaml'));
}

test('purge makes no store where there is none, and names the file that it looked for', async () => {
  const file = join(folder, 'records.sqlite');

  expect(await purge()).toEqual({
    code: 69,
    printed: [],
    errors: [`nelm-cds: the store cannot be used: the file ${file} does not exist.`],
  });
  expect(readdirSync(folder)).toEqual(['nelm-cds.yaml']);
});

test('purge tells what it removed, be it nothing', async () => {
  const store = await openStore({ kind: 'sqlite', file: join(folder, 'records.sqlite') });
  await store.close();

  const { code, printed, errors } = await purge();

  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(printed).toEqual([expect.stringMatching(/^Removed: 0 issued cards, 0 items/)]);
});
