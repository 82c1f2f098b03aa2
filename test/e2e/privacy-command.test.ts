/** The built command tells nothing of patients, users and secrets on standard output and standard error. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildCommand,
  killCommands,
  runCommand,
  type CommandRun,
} from '../support/built-command.js';
import { startFakeEhr, type FakeEhr } from '../support/fake-ehr.js';
import { audience, configurationOf } from '../support/production-service.js';
import { chartRequests } from '../support/privacy/chart-requests.js';
import { siteAtStart, siteOnceRunning } from '../support/privacy/marked-site.js';
import { notHttpRequests } from '../support/privacy/not-http-requests.js';
import { createPrivacyBench } from '../support/privacy/privacy-bench.js';
import { refusedRequests } from '../support/privacy/refused-requests.js';
import { bytesOf } from '../support/privacy/sqlite-contents.js';
import { createTraceSearch, marker } from '../support/privacy/traces.js';
import { unprovenRequests } from '../support/privacy/unproven-requests.js';
import { createAuthority } from '../support/secure-server.js';

let folder: string;
let file: string;
let hospital: FakeEhr;
let clinic: FakeEhr;

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  ...siteAtStart.environment,
  PSEUDONYM_KEY: marker('pseudonym-key-of-more-than-32-bytes'),
};

beforeAll(async () => {
  await buildCommand();
  folder = mkdtempSync(join(tmpdir(), 'nelm-cds-privacy-'));
  file = join(folder, 'nelm-cds.yaml');
  const authority = await createAuthority();
  writeFileSync(join(folder, 'authority.pem'), authority.certificate);
  const now = (): Date => new Date();
  hospital = await startFakeEhr(authority, { id: 'hospital', audience, now });
  clinic = await startFakeEhr(authority, { id: 'clinic', audience, now, algorithm: 'RS384' });
}, 120_000);

afterAll(async () => {
  await killCommands();
  await Promise.all([hospital.stop(), clinic.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function configure(sections: Readonly<Record<string, unknown>>): void {
  const site = siteOnceRunning({ hospital, clinic }, { proxyPort: 1 });
  const all = { ...site, sections: { ...site.sections, log: { level: 'debug' }, ...sections } };
  writeFileSync(file, JSON.stringify(configurationOf([hospital, clinic], all), null, 2));
}

async function portOf(command: CommandRun): Promise<number> {
  const started = /"port":(\d+)/;
  await command.until(({ stdout }) => started.test(stdout));
  return Number(started.exec(command.output().stdout)?.[1]);
}

test('while it serves, reloads and stops', async () => {
  configure({});
  const command = runCommand(['serve', '--config', file], environment);
  const port = await portOf(command);
  const url = `http://127.0.0.1:${port}/nelm`;
  const running = { address: { host: '127.0.0.1', port } };
  const bench = createPrivacyBench({ url, hospital, clinic, running });

  const steps = [...chartRequests, ...refusedRequests, ...unprovenRequests, ...notHttpRequests];
  for (const { run } of steps) await run(bench);
  configure({ [marker('section')]: marker('secret') });
  command.kill('SIGHUP');
  await command.until(({ stderr }) => stderr.includes('nothing was reloaded'));
  command.kill('SIGTERM');
  const { code, stdout, stderr } = await command.ended;

  expect(code).toBe(0);
  expect(bench.answers.filter(({ body }) => body.startsWith('{"cards":[{')).length).toBeGreaterThan(
    3,
  );
  expect(stdout.split('\n').length).toBeGreaterThan(steps.length / 2);
  expect(bench.search.find(stdout)).toEqual([]);
  expect(bench.search.find(stderr)).toEqual([]);
  expect(bench.search.find(bytesOf(join(folder, 'nelm-cds.sqlite')))).toEqual([]);
}, 60_000);

test.each([
  ['an unknown section', { [marker('section')]: marker('secret') }, 78],
  ['a variable that is not set', { pseudonymKey: { environment: 'QZXMARK_VARIABLE' } }, 78],
  ['a secret in an address', { outbound: { proxy: { url: `http://${marker('u')}:p@h` } } }, 78],
  ['a store that cannot be opened', { store: { file: `${marker('folder')}/x.sqlite` } }, 78],
  ['a store that is none', { store: { file: 'authority.pem' } }, 69],
])(
  'when it does not start for %s',
  async (_title, sections, exitCode) => {
    configure(sections);
    const { code, stdout, stderr } = await runCommand(['serve', '--config', file], environment)
      .ended;
    const { find } = createTraceSearch();

    expect(code).toBe(exitCode);
    expect(find(stdout + stderr)).toEqual([]);
  },
  20_000,
);
