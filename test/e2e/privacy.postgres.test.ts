/** The proof of privacy for what lies in PostgreSQL: all tables, whoever made them. */
import {
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { createPostgresDatabase, type PostgresTestDatabase } from '../support/postgres-database.js';
import { chartRequests } from '../support/privacy/chart-requests.js';
import { keptOfFeedback, sendMarkedFeedback } from '../support/privacy/kept-feedback.js';
import { siteAtStart, siteOnceRunning } from '../support/privacy/marked-site.js';
import { startPrivacyBench } from '../support/privacy/privacy-bench.js';
import { refusedRequests } from '../support/privacy/refused-requests.js';
import { createTraceSearch } from '../support/privacy/traces.js';
import { unprovenRequests } from '../support/privacy/unproven-requests.js';

interface Cell {
  readonly table: string;
  readonly column: string;
  readonly value: string;
}

let database: PostgresTestDatabase;

beforeEach(async () => {
  database = await createPostgresDatabase();
});

afterEach(() => database.remove());

async function allCells(): Promise<readonly Cell[]> {
  const tables = await database.rows(
    '(select table_name from information_schema.tables where table_schema = current_schema()) named',
  );
  const cells = await Promise.all(
    tables.map(async ({ table_name: table }) =>
      (await database.rows(String(table))).flatMap((row) =>
        Object.entries(row).map(([column, value]) => ({
          table: String(table),
          column,
          value: JSON.stringify(value),
        })),
      ),
    ),
  );
  return cells.flat();
}

test('charts, tokens and users leave no trace in the database', async () => {
  const bench = await startPrivacyBench({
    ...siteAtStart,
    environment: { ...siteAtStart.environment, DATABASE_URL: database.location.url },
  });
  bench.service.configure(siteOnceRunning(bench.service, { proxyPort: 1 }));
  await bench.service.running.reload();

  for (const { run } of [...chartRequests, ...refusedRequests, ...unprovenRequests]) {
    await run(bench);
  }
  await bench.service.stop();

  const cells = await allCells();
  const tables = new Set(cells.map(({ table }) => table));
  expect([...tables]).toEqual(
    expect.arrayContaining(['calls', 'feedback', 'issued_cards', 'token_uses']),
  );
  expect(cells.filter(({ value }) => bench.search.find(value).length > 0)).toEqual([]);
}, 60_000);

test('of feedback, each part is kept in its own column and nowhere else', async () => {
  const service: ProductionUnderTest = await startProductionUnderTest({
    clients: { hospital: { storesComments: true } },
    environment: { DATABASE_URL: database.location.url },
  });
  const answer = await sendMarkedFeedback(service, 'card');
  await service.stop();
  const { find } = createTraceSearch();

  expect(answer.status).toBe(200);
  const marked = (await allCells()).filter(({ value }) => find(value).length > 0);
  expect(new Set(marked.map(({ table }) => table))).toEqual(new Set(['feedback']));
  expect(
    Object.fromEntries(marked.map(({ column, value }) => [column, JSON.parse(value)])),
  ).toEqual(keptOfFeedback);
});
