/** What an operator does beside the running service: removing old records, reading metrics. */
import { join } from 'node:path';
import { killCommands } from '../support/built-command.js';
import {
  freePort,
  serverSection,
  startProductionBench,
  type ProductionBench,
} from '../support/production-bench.js';
import { feedbackPath } from '../support/production-service.js';
import { sqliteFile } from '../support/sqlite-file.js';

let bench: ProductionBench;

beforeAll(async () => {
  bench = await startProductionBench();
}, 120_000);

afterAll(() => bench.stop());

afterEach(killCommands);

test('purge removes what is older than the retention, while the service runs', async () => {
  bench.configure({
    sections: { store: { retention: { issuedCardDays: 30, feedbackDays: 60, callDays: 90 } } },
  });
  const replica = await bench.start();
  const { cards } = (await (await replica.callService('elm')).json()) as {
    cards: { uuid: string }[];
  };
  const item = {
    card: cards[0]?.uuid,
    outcome: 'overridden',
    outcomeTimestamp: '2026-11-24T10:00:00Z',
  };
  await replica.call(feedbackPath, { body: { feedback: [item] } });
  const { rows, execute } = sqliteFile(join(bench.folder, 'nelm-cds.sqlite'));
  const copyOf = (table: string, key: string, instant: string, days: number): string => {
    const columns = Object.keys(rows(table)[0] ?? {});
    const at = new Date(Date.now() - days * 86_400_000).toISOString();
    const values = columns.map((name) =>
      name === key ? `'${table}-${days}'` : name === instant ? `'${at}'` : name,
    );
    return `insert into ${table} (${columns.join()}) select ${values.join()} from ${table} limit 1;`;
  };
  for (const days of [29, 31, 61, 91]) {
    execute(copyOf('issued_cards', 'uuid', 'issued_at', days));
    execute(copyOf('feedback', 'digest', 'received_at', days));
    execute(copyOf('calls', 'id', 'at', days));
  }
  execute("insert into token_uses (key, expires_at) values ('old', '2020-01-01T00:00:00.000Z')");

  const { code, stdout } = await bench.run(['purge', '--config', bench.configFile]).ended;

  expect(code).toBe(0);
  expect(stdout).toBe(
    'Removed: 3 issued cards, 2 items of feedback, 1 calls, 1 expired token uses.\n',
  );
  const left = (table: string, key: string): unknown[] =>
    rows(table)
      .map((row) => row[key])
      .filter((id) => String(id).startsWith(table))
      .toSorted();
  expect(left('issued_cards', 'uuid')).toEqual(['issued_cards-29']);
  expect(left('feedback', 'digest')).toEqual(['feedback-29', 'feedback-31']);
  expect(left('calls', 'id')).toEqual(['calls-29', 'calls-31', 'calls-61']);
  expect((await replica.callService('elm')).status).toBe(200);
});

test('purge on a store that cannot be reached says so', async () => {
  const secret = 'the-word-of-the-database';
  const port = await freePort();
  bench.configure();

  const { code, stderr, stdout } = await bench.run(['purge', '--config', bench.configFile], {
    DATABASE_URL: `postgres://nelm:${secret}@127.0.0.1:${port}/nelm`,
  }).ended;

  expect(code).toBe(69);
  expect(stderr).toMatch(/^nelm-cds: the store cannot be used: .*ECONNREFUSED\)\n$/);
  expect(stdout + stderr).not.toContain(secret);
});

test.each([
  [['purge'], 2],
  [['purge', '--config', '/nowhere.yaml'], 78],
])('%j exits with %i', async (args, expected) => {
  expect((await bench.run(args).ended).code).toBe(expected);
});

test('metrics with an address of their own are there alone, and nothing else is', async () => {
  const port = await freePort();
  bench.configure({ sections: { server: { ...serverSection, metrics: { port } } } });
  const replica = await bench.start();
  await replica.callService('elm');
  const statusAt = async (path: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).status;

  expect((await replica.call('/metrics', { as: null })).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${replica.port}/metrics`)).status).toBe(404);
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics?name=value`);
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await metrics.text()).toContain('nelm_cds_requests_total{');
  expect(
    await Promise.all(
      ['/', '/healthz', '/readyz', '/nelm/cds-services', '/metrics/x'].map(statusAt),
    ),
  ).toEqual([404, 404, 404, 404, 404]);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(404);
  replica.run.kill('SIGTERM');
  expect((await replica.run.ended).code).toBe(0);
});
