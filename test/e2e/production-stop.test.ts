/** How production mode ends: by a signal, with requests under way. */
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killCommands } from '../support/built-command.js';
import {
  serverSection,
  startProductionBench,
  type ProductionBench,
} from '../support/production-bench.js';
import { rawConnection, requestText } from '../support/raw-connection.js';
import { sqliteFile } from '../support/sqlite-file.js';

let bench: ProductionBench;

beforeAll(async () => {
  bench = await startProductionBench();
}, 120_000);

afterAll(() => bench.stop());

afterEach(async () => {
  bench.hospital.interceptWith(undefined);
  await killCommands();
});

/** FHIR requests are held until they are let go; resolves `asked` at the first of them. */
function holdFhir(): { readonly asked: Promise<void>; readonly letGo: () => void } {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const asked = new Promise<void>((resolve) => {
    bench.hospital.interceptWith((request, response, proceed) => {
      if (request.url?.startsWith('/fhir/') !== true) return false;
      resolve();
      void gone.then(() => {
        if (!response.destroyed) proceed();
      });
      return true;
    });
  });
  return { asked, letGo };
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {
      resolve(true);
    });
    socket.on('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: what was begun is finished and recorded, and nothing new begins',
  async (signal) => {
    bench.configure({ sections: { store: { file: `${signal}.sqlite` } } });
    const replica = await bench.start();
    const { asked, letGo } = holdFhir();
    const connection = await rawConnection(replica.port);
    const body = JSON.stringify(bench.requestFor('elm'));
    const headers = {
      authorization: bench.hospital.client.authorization(),
      'content-type': 'application/json',
    };
    connection.send(requestText('POST', '/nelm/cds-services/nelm-patient-view', { headers, body }));
    const answers = [1, 2, 3].map(() => replica.callService('birch'));
    const half = await rawConnection(replica.port);
    half.send('GET /readyz HTTP/1.1\r\nhost: localhost\r\n');
    await asked;

    replica.run.kill(signal);
    await replica.logged('service.stopping');
    while (!(await isRefused(replica.port))) await sleep(20);
    half.send('\r\n');
    const readiness = await half.ended;
    letGo();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    const told = await connection.ended;
    const { code, stderr } = await replica.run.ended;

    expect(statuses).toEqual([200, 200, 200]);
    expect(told).toMatch(/^HTTP\/1\.1 200 /);
    expect(readiness).toMatch(/^HTTP\/1\.1 503 [^]*NOT_READY/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(replica.logLines().at(-1)).toMatchObject({ event: 'service.stopped' });
    const { rows } = sqliteFile(join(bench.folder, `${signal}.sqlite`));
    expect(rows('calls').map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(rows('issued_cards').length).toBeGreaterThan(0);
  },
);

test('a request that does not end is cut after shutdownMs, and so is a connection without one', async () => {
  bench.configure({ sections: { server: { ...serverSection, shutdownMs: 300 } } });
  const replica = await bench.start();
  const { asked } = holdFhir();
  const silent = await rawConnection(replica.port);
  const answer = replica.callService('elm').catch(() => 'cut');
  await asked;

  replica.run.kill('SIGTERM');

  expect(await answer).toBe('cut');
  await silent.ended;
  expect((await replica.run.ended).code).toBe(0);
  expect(replica.logLines().map(({ event }) => event)).toContain('request.aborted');
});

test('a request that never comes as a whole is waited for as long as at any time, not until shutdownMs', async () => {
  const limits = { receiveMs: 1000 };
  bench.configure({ sections: { limits, server: { ...serverSection, shutdownMs: 60_000 } } });
  const replica = await bench.start();
  const { asked, letGo } = holdFhir();
  const answer = replica.callService('elm');
  await asked;
  const headerless = await rawConnection(replica.port);
  headerless.send('POST /nelm/cds-services/nelm-patient-view HTTP/1.1\r\nhost: localhost\r\n');
  const bodyless = await rawConnection(replica.port);
  const headers = {
    authorization: bench.hospital.client.authorization(),
    'content-type': 'application/json',
    'content-length': '1000',
  };
  bodyless.send(requestText('POST', '/nelm/cds-services/nelm-patient-view', { headers }));
  bodyless.send('{"hook":');

  replica.run.kill('SIGTERM');
  await headerless.ended;
  await bodyless.ended;
  letGo();

  expect((await answer).status).toBe(200);
  expect((await replica.run.ended).code).toBe(0);
});

test.each([
  ['SIGTERM', 'SIGTERM', 143],
  ['SIGTERM', 'SIGINT', 130],
  ['SIGINT', 'SIGTERM', 143],
] as const)('%s and then %s: the second ends the process at once', async (first, second, code) => {
  const replica = await bench.start();
  const { asked } = holdFhir();
  const answer = replica.callService('elm').catch(() => 'cut');
  await asked;

  replica.run.kill(first);
  await replica.logged('service.stopping');
  replica.run.kill(second);

  expect((await replica.run.ended).code).toBe(code);
  expect(await answer).toBe('cut');
});

test('a signal while it starts ends it', async () => {
  const run = bench.run(['serve', '--config', bench.configFile]);
  run.kill('SIGTERM');

  const { code, signal } = await run.ended;

  expect([code, signal]).toEqual([null, 'SIGTERM']);
});
