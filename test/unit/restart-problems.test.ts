import { afterAll, expect, test } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  loadLocatedConfiguration,
  type LocatedConfiguration,
} from '../../src/config/load-configuration.js';
import { restartProblems } from '../../src/config/restart-problems.js';
import { createFolder, soundText, soundVariables } from '../support/configuration-folder.js';

const folder = createFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = join(folder, 'nelm-cds.yaml');

function loadText(text: string): LocatedConfiguration {
  writeFileSync(file, text);
  return loadLocatedConfiguration(file, { environment: { DATA: folder, ...soundVariables } });
}

const { configuration: running } = loadText(soundText);

test.each([
  ['server.port', '  tls:', '  port: 4000\n  tls:', 3],
  ['server.metrics', 'port: 9464', 'port: 9465', 5],
  ['limits.receiveMs', 'deadlineMs: 3000', 'deadlineMs: 3000\n  receiveMs: 500', 8],
  ['limits.keepAliveMs', 'deadlineMs: 3000', 'deadlineMs: 3000\n  keepAliveMs: 5000', 8],
  ['store', 'records.sqlite', 'others.sqlite', 8],
  ['log.level', 'limits:', 'log: { level: warn }\nlimits:', 6],
  // Where the field is no longer there, what it stood in.
  ['server.tls', '  tls: { certificateFile: tls.pem, keyFile: tls.key }\n', '', 2],
])('%s takes a restart, told at its line', (name, from, to, line) => {
  const next = loadText(soundText.replace(from, () => to));

  const problems = restartProblems(running, next, file);

  expect(problems).toEqual([
    { file, line, column: expect.any(Number), message: expect.stringContaining(`\`${name}\` is`) },
  ]);
});

test('nothing else does', () => {
  const next = loadText(soundText.replace('deadlineMs: 3000', 'deadlineMs: 2000'));

  expect(restartProblems(running, next, file)).toEqual([]);
});
