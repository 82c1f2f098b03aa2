/** SIGHUP: a changed configuration is taken up while requests are served. */
import { generateKeyPairSync } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killCommands } from '../support/built-command.js';
import {
  serverSection,
  startProductionBench,
  type ProductionBench,
  type Replica,
} from '../support/production-bench.js';
import { servicePath } from '../support/production-service.js';
import { rawConnection, requestText } from '../support/raw-connection.js';

let bench: ProductionBench;
let replica: Replica;

beforeAll(async () => {
  bench = await startProductionBench();
}, 120_000);

afterAll(() => bench.stop());

beforeEach(async () => {
  bench.configure();
  replica = await bench.start();
});

afterEach(killCommands);

interface Load {
  /** Resolves once so many more calls were answered. */
  readonly more: (calls: number) => Promise<void>;
  readonly stop: () => Promise<readonly string[]>;
}

/** Calls the service for the hospital, one call after the other in each of `workers`, until it is stopped. */
function load(workers: number): Load {
  let isOver = false;
  const outcomes: string[] = [];
  const answered = new EventEmitter();
  const work = async (): Promise<void> => {
    while (!isOver) {
      const outcome = await replica
        .callService('elm')
        .then(async (response) => `${response.status} ${(await response.text()).slice(0, 9)}`)
        .catch(() => 'no answer');
      outcomes.push(outcome);
      answered.emit('one');
    }
  };
  const all = Array.from({ length: workers }, work);
  return {
    more: async (calls) => {
      const goal = outcomes.length + calls;
      while (outcomes.length < goal) await once(answered, 'one');
    },
    stop: async () => {
      isOver = true;
      await Promise.all(all);
      return outcomes;
    },
  };
}

const statusOf = async (options: Parameters<Replica['call']>[1]): Promise<number> =>
  (await replica.call('/cds-services', options)).status;

test('under load: nothing fails for a client that stays; others come, change and go', async () => {
  const { hospital, clinic } = bench;
  const running = load(8);
  const audience = 'https://other.example';
  const authentication = { ...authenticationOfClinic(), audiences: [audience] };
  const seen: number[] = [];
  for (const options of [
    {},
    { ehrs: [hospital] },
    {},
    { clients: { clinic: { authentication } } },
    {},
  ]) {
    await running.more(16);
    bench.configure(options);
    await replica.reload();
    seen.push(await statusOf({ as: clinic }));
    seen.push(await statusOf({ as: clinic, token: { claims: { aud: audience } } }));
  }
  await running.more(16);
  const outcomes = await running.stop();

  expect(seen).toEqual([200, 401, 401, 401, 200, 401, 401, 200, 200, 401]);
  expect(new Set(outcomes)).toEqual(new Set(['200 {"cards":']));
  expect(replica.run.output().stderr).toBe('');
  expect(await replica.metric('nelm_cds_replay_checks_in_memory_total')).toBe(0);
});

function authenticationOfClinic(): Record<string, unknown> {
  const written = JSON.parse(readFileSync(bench.configFile, 'utf8')) as {
    clients: { authentication: Record<string, unknown> }[];
  };
  return written.clients[1]?.authentication ?? {};
}

test('a request that is still being sent at SIGHUP is answered, with all that it needs', async () => {
  const { hospital } = bench;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const backendServices = {
    tokenUrl: `${hospital.server.origin}/token`,
    clientId: 'nelm-cds',
    scope: 'system/*.rs',
    algorithm: 'ES384',
    keyId: 'key',
    privateKey: { environment: 'EHR_KEY' },
  };
  const fhirServers = [{ url: hospital.fhirBase, private: true, backendServices }];
  bench.configure({ clients: { hospital: { fhirServers } } });
  await killCommands();
  replica = await bench.start({
    EHR_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  hospital.interceptWith(({ url }, response) => {
    if (url !== '/token') return false;
    response.setHeader('content-type', 'application/json');
    response.end('{"access_token":"own","token_type":"Bearer","expires_in":300}');
    return true;
  });
  const before = hospital.server.requests.length;
  const newRequests = () => hospital.server.requests.slice(before);
  const body = JSON.stringify({ ...bench.requestFor('elm'), fhirAuthorization: undefined });
  const request = requestText('POST', `/nelm${servicePath}`, {
    headers: {
      authorization: hospital.client.authorization(),
      'content-type': 'application/json',
      connection: 'close',
    },
    body,
  });
  const { send, ended } = await rawConnection(replica.port);
  send(request.slice(0, -10));
  while (!newRequests().some(({ url }) => url === '/jwks.json')) await sleep(20);

  await replica.reload();
  expect(await statusOf({ as: bench.clinic })).toBe(200);
  send(request.slice(-10));

  expect(await ended).toMatch(/^HTTP\/1\.1 200 /);
  expect(hospital.fhirRequests.at(-1)?.authorization).toBe('Bearer own');
  hospital.interceptWith(undefined);
});

test('a file that cannot be used is told by file and line, and changes nothing', async () => {
  writeFileSync(bench.configFile, 'server:\n  baseUrl: http://cds.example.org\n');

  await replica.reload();
  await replica.run.until(({ stderr }) => stderr.includes(':2:'));

  expect(replica.run.output().stderr).toMatch(
    /nothing was reloaded: the configuration[^]*nelm-cds\.yaml:2:\d+: /,
  );
  expect((await replica.callService('elm')).status).toBe(200);
  expect(await replica.metric('nelm_cds_configuration_reloads_total{outcome="refused"}')).toBe(1);
});

test('what takes a restart is named', async () => {
  bench.configure({
    sections: { server: { ...serverSection, shutdownMs: 6000 }, log: { level: 'warn' } },
  });

  await replica.reload();
  await replica.run.until(({ stderr }) => stderr.includes('log.level'));

  const { stderr } = replica.run.output();
  expect(stderr).toContain('`server.shutdownMs` is changed');
  expect(stderr).toContain('`log.level` is changed');
  expect((await replica.callService('elm')).status).toBe(200);
});

test('signals during a reload do no harm; the last state of the file holds', async () => {
  for (let round = 0; round < 5; round += 1) replica.run.kill('SIGHUP');
  await replica.logged('configuration.reloaded');
  bench.configure({ ehrs: [bench.hospital] });
  replica.run.kill('SIGHUP');
  while ((await statusOf({ as: bench.clinic })) !== 401) await replica.reload();

  expect(await statusOf({ as: bench.hospital })).toBe(200);
  expect(replica.run.output().stderr).toBe('');
});

test('after many reloads no more is open than before', async () => {
  const reloadAndCall = async (): Promise<void> => {
    await replica.reload();
    expect((await replica.callService('elm')).status).toBe(200);
  };
  const open = async (): Promise<readonly number[]> => [
    // Not known everywhere.
    (await replica.metric('process_open_fds')) ?? 0,
    (await replica.metric('nodejs_active_resources_total')) ?? Infinity,
  ];
  for (let round = 0; round < 3; round += 1) await reloadAndCall();
  const [files = 0, resources = 0] = await open();

  for (let round = 0; round < 20; round += 1) await reloadAndCall();

  // A timer or a request to the file system more may be under way at the moment.
  const [filesNow, resourcesNow] = await open();
  expect(filesNow).toBeLessThanOrEqual(files + 5);
  expect(resourcesNow).toBeLessThanOrEqual(resources + 5);
});
