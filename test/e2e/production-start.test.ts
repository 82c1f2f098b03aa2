/** What an operator is told when production mode cannot start: one reason, an exit code, and no secret. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Ended } from '../support/built-command.js';
import {
  freePort,
  pseudonymKey,
  serverSection,
  startProductionBench,
  type ProductionBench,
} from '../support/production-bench.js';

let bench: ProductionBench;

beforeAll(async () => {
  bench = await startProductionBench();
}, 120_000);

afterAll(() => bench.stop());

beforeEach(() => {
  bench.configure();
});

const databaseSecret = 'the-word-of-the-database';

async function serve(
  environment: NodeJS.ProcessEnv = {},
  args: readonly string[] = ['--config', bench.configFile],
): Promise<Ended> {
  const ended = await bench.run(['serve', ...args], environment).ended;
  const told = ended.stdout + ended.stderr;
  expect(told).not.toContain(pseudonymKey);
  expect(told).not.toContain(databaseSecret);
  expect(told).not.toMatch(/^\s+at /m);
  return ended;
}

test('no such file', async () => {
  const { code, stderr } = await serve({}, ['--config', join(bench.folder, 'none.yaml')]);

  expect(code).toBe(78);
  expect(stderr).toContain('none.yaml:1:1: The configuration file does not exist');
});

test('YAML that is none is told by line, without its text', async () => {
  writeFileSync(bench.configFile, `server:\n  port: 0\nclients: [${databaseSecret}\n`);

  const { code, stderr } = await serve();

  expect(code).toBe(78);
  expect(stderr).toMatch(/nelm-cds\.yaml:[34]:\d+: /);
});

test('an unsafe configuration: each problem has its line', async () => {
  bench.configure({
    clients: { hospital: { fhirServers: [{ url: 'http://ehr.example/fhir' }] } },
    sections: { server: { baseUrl: 'http://cds.example.org', port: 0 } },
  });

  const { code, stderr, stdout } = await serve();

  expect(code).toBe(78);
  expect(stderr).toContain('3 problem(s)');
  expect(stderr.match(/nelm-cds\.yaml:\d+:\d+: /g)).toHaveLength(3);
  expect(stdout).toBe('');
});

test.each([
  ['is not there', () => 'nowhere/store.sqlite', 78],
  ['may not be opened', () => 'folder.sqlite', 69],
  ['holds no database', () => 'text.sqlite', 69],
])('the SQLite file %s', async (_title, file, expected) => {
  mkdirSync(join(bench.folder, 'folder.sqlite'), { recursive: true });
  writeFileSync(join(bench.folder, 'text.sqlite'), 'This is no database. '.repeat(500));
  bench.configure({ sections: { store: { file: file() } } });

  const { code, stderr } = await serve();

  expect(code).toBe(expected);
  expect(stderr).toMatch(/^nelm-cds: the (store|configuration) cannot be used/);
});

const isRoot = process.getuid?.() === 0;

(isRoot ? test.skip : test)('the folder of the SQLite file may not be written to', async () => {
  const folder = join(bench.folder, 'read-only');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  bench.configure({ sections: { store: { file: 'read-only/store.sqlite' } } });

  const { code, stderr } = await serve();

  expect(code).toBe(78);
  expect(stderr).toContain('cannot be written to');
});

test('nobody listens at DATABASE_URL', async () => {
  const port = await freePort();

  const { code, stderr } = await serve({
    DATABASE_URL: `postgres://nelm:${databaseSecret}@127.0.0.1:${port}/nelm`,
  });

  expect(code).toBe(69);
  expect(stderr).toBe(
    'nelm-cds: the store cannot be used: The database cannot be reached or does not do what it is asked. (ECONNREFUSED)\n',
  );
});

describe('with a port in use', () => {
  const occupier = createServer();
  let port: number;

  beforeAll(async () => {
    await new Promise<void>((resolve) => occupier.listen(0, '127.0.0.1', resolve));
    ({ port } = occupier.address() as AddressInfo);
  });

  afterAll(() => {
    occupier.close();
  });

  test.each([
    ['its own', () => ({ ...serverSection, port })],
    ['that of the metrics', () => ({ ...serverSection, metrics: { port } })],
  ])('%s', async (_title, server) => {
    bench.configure({ sections: { server: server() } });

    const { code, stderr } = await serve();

    expect(code).toBe(1);
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is already in use`);
  });
});

test('an address of another machine', async () => {
  bench.configure({ sections: { server: { ...serverSection, host: '192.0.2.1' } } });

  const { code, stderr } = await serve();

  expect(code).toBe(1);
  expect(stderr).toContain('192.0.2.1');
  expect(stderr).not.toContain('--host');
});

test.each([['*'], ['timer,http']])('NODE_DEBUG=%s', async (NODE_DEBUG) => {
  const { code, stderr, stdout } = await serve({ NODE_DEBUG });

  expect(code).toBe(2);
  expect(stderr).toContain('NODE_DEBUG would print patient data');
  expect(stdout).toBe('');
});

test('both --sandbox and --config', async () => {
  const { code, stderr } = await serve({}, ['--config', bench.configFile, '--sandbox']);

  expect(code).toBe(2);
  expect(stderr).toContain('not both');
});
