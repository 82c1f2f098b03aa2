/** The database goes away while the service runs, and comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { killCommands } from '../support/built-command.js';
import { createPostgresDatabase, type PostgresTestDatabase } from '../support/postgres-database.js';
import {
  startProductionBench,
  type ProductionBench,
  type Replica,
} from '../support/production-bench.js';
import { feedbackPath } from '../support/production-service.js';
import { rawConnection, requestText } from '../support/raw-connection.js';

let bench: ProductionBench;
let database: PostgresTestDatabase;

beforeAll(async () => {
  bench = await startProductionBench();
}, 120_000);

afterAll(() => bench.stop());

beforeEach(async () => {
  database = await createPostgresDatabase();
});

afterEach(async () => {
  await killCommands();
  await database.remove();
});

const start = (): Promise<Replica> => bench.start({ DATABASE_URL: database.location.url });

interface Cards {
  readonly cards: readonly { readonly uuid: string }[];
}

async function untilReadiness(replica: Replica, status: string): Promise<void> {
  for (;;) {
    const answer = (await (await replica.call('/readyz', { as: null })).json()) as {
      status: string;
    };
    if (answer.status === status) return;
    await sleep(50);
  }
}

const withToken = async (replica: Replica, authorization: string): Promise<number> =>
  (await replica.call('/cds-services', { as: null, headers: { authorization } })).status;

/** Resolves once tokens are claimed in the database again: it takes a moment to see that a connection is dead. */
async function untilClaiming(replica: Replica): Promise<void> {
  const inMemory = (): Promise<number | undefined> =>
    replica.metric('nelm_cds_replay_checks_in_memory_total');
  for (;;) {
    const before = await inMemory();
    await replica.call('/cds-services');
    if ((await inMemory()) === before) return;
    await sleep(50);
  }
}

/** The uuids of the cards, after all calls were answered in time. */
async function issueCards(replica: Replica, calls: number): Promise<readonly string[]> {
  const uuids: string[] = [];
  for (let call = 0; call < calls; call += 1) {
    const started = performance.now();
    const response = await replica.callService('elm');
    expect(response.status).toBe(200);
    const { cards } = (await response.json()) as Cards;
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(cards.length).toBeGreaterThan(0);
    uuids.push(...cards.map(({ uuid }) => uuid));
  }
  return uuids;
}

const column = async (table: string, name: string): Promise<readonly unknown[]> =>
  (await database.rows(table)).map((row) => row[name]);

test.each(['cut', 'silence'] as const)(
  '%s: cards come, what must be kept is refused, and when it is back nothing is missing or there twice',
  async (how) => {
    const [replica, other] = await Promise.all([start(), start()]);
    const before = await issueCards(replica, 1);
    const authorization = bench.hospital.client.authorization();
    const feedback = {
      feedback: [
        { card: before[0], outcome: 'overridden', outcomeTimestamp: '2026-11-24T10:00:00Z' },
      ],
    };

    await database.proxy[how]();
    const during = await issueCards(replica, 5);
    const uses = [await withToken(replica, authorization), await withToken(replica, authorization)];
    const refused = await replica.call(feedbackPath, { body: feedback });
    await untilReadiness(replica, 'degraded');
    const upWhileAway = await replica.metric('nelm_cds_store_up');
    const inMemory = await replica.metric('nelm_cds_replay_checks_in_memory_total');
    database.proxy.mend();
    await untilReadiness(replica, 'ready');
    await untilClaiming(other);
    const kept = await replica.call(feedbackPath, { body: feedback });

    expect(uses).toEqual([200, 401]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(upWhileAway).toBe(0);
    expect(inMemory).toBeGreaterThan(0);
    expect(kept.status).toBe(200);
    expect(await replica.metric('nelm_cds_store_up')).toBe(1);
    expect(await withToken(other, authorization)).toBe(401);
    expect((await column('issued_cards', 'uuid')).toSorted()).toEqual(
      [...before, ...during].toSorted(),
    );
    expect(await column('feedback', 'standing')).toEqual(['matched']);
    const calls = await database.rows('calls');
    expect(calls.filter(({ route }) => route === 'service')).toHaveLength(6);
    expect(calls.filter(({ status }) => status === 503)).toHaveLength(1);
    expect(replica.run.output().stderr).toBe('');
  },
);

/** Requests without a token are recorded, and cost the least. */
async function sendMany(port: number, batches: number): Promise<void> {
  const batch = requestText('GET', '/nelm/cds-services').repeat(100);
  for (let sent = 0; sent < batches; sent += 1) {
    const { send, until, socket } = await rawConnection(port);
    send(batch);
    await until((received) => received.split('HTTP/1.1 401 ').length > 100);
    socket.destroy();
  }
}

test('more than can wait for it is counted as lost, and the rest is written', async () => {
  const replica = await start();
  await database.proxy.cut();

  await Promise.all([1, 2, 3, 4].map(() => sendMany(replica.port, 52)));
  const lost = (await replica.metric('nelm_cds_records_lost_total{kind="calls"}')) ?? 0;
  database.proxy.mend();
  await untilReadiness(replica, 'ready');

  expect(lost).toBeGreaterThan(0);
  expect(lost + (await database.rows('calls')).length).toBe(20_800);
}, 120_000);

test('a stop while it is away takes no longer than it must, and tells what is lost', async () => {
  const replica = await start();
  database.proxy.silence();
  await issueCards(replica, 1);

  replica.run.kill('SIGTERM');

  expect((await replica.run.ended).code).toBe(0);
  expect(replica.logLines()).toContainEqual(expect.objectContaining({ event: 'records.lost' }));
});
