/** The trial of production mode on one machine, as docs/configuration.md tells it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildCommand,
  killCommands,
  runCommand,
  type CommandRun,
} from '../support/built-command.js';

const example = 'docs/examples/local-trial';
const request = readFileSync(`${example}/request.json`, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-trial-'));

function trial(command: 'prepare' | 'token'): string {
  return execFileSync(process.execPath, [`${example}/trial.mjs`, command, folder], {
    encoding: 'utf8',
  }).trim();
}

let run: CommandRun;
let port: number;

beforeAll(async () => {
  await buildCommand();
  trial('prepare');
  const file = join(folder, 'nelm-cds.yaml');
  // The port of the example may be taken where tests run.
  writeFileSync(file, readFileSync(file, 'utf8').replace('"port": 3001', '"port": 0'));
  run = runCommand(['serve', '--config', file]);
  await run.until(({ stdout }) => stdout.includes('service.started'));
  port = Number(/"port":(\d+)/.exec(run.output().stdout)?.[1]);
}, 120_000);

afterAll(async () => {
  await killCommands();
  rmSync(folder, { recursive: true, force: true });
});

function call(token: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/cds-services/nelm-patient-view`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: request,
  });
}

test('a signed request is answered with cards, and its token is taken once', async () => {
  const token = trial('token');

  const answer = await call(token);
  const again = await call(token);

  expect(answer.status).toBe(200);
  const { cards } = (await answer.json()) as { readonly cards: readonly unknown[] };
  expect(cards.length).toBeGreaterThan(0);
  expect(again.status).toBe(401);
});

test('warns of nothing', () => {
  expect(run.output().stderr).toBe('');
});
