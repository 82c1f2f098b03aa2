/** Memory at 50 requests at a time, and over a long run. */
import { chartOf, chartOutOfScope, chartSizes, prefetchBody } from '../chart/chart-bodies.js';
import { runLoad } from '../measure/load.js';
import { memoryOf, type MemoryUse } from '../measure/process-usage.js';
import { startServer, type StartedServer } from '../measure/start-server.js';
import { slope, type Point } from '../measure/statistics.js';
import {
  createEhr,
  fhirBase,
  productionCommand,
  servicePath,
  signAhead,
} from '../production/production-setup.js';
import type { Findings, Judged } from '../report/findings.js';
import type { BenchContext, BenchPart } from './bench-context.js';

const concurrency = 50;
const bars = { real: 200, large: 400 } as const;

interface Service {
  readonly server: StartedServer;
  readonly url: string;
  readonly sign: (count: number) => readonly string[];
}

export const memoryPart: BenchPart = {
  name: 'memory',
  title: 'Memory',
  run: async (context) => {
    const peaks = [];
    for (const chart of ['real', 'large'] as const) {
      peaks.push([
        chart,
        await withService(context, (service) => peakAt(chart, service, context)),
      ] as const);
    }
    const judged = peaks.map(([chart, { peak }]): Judged => ({
      what: `Memory at ${concurrency} ${chart} charts at a time, at most`,
      measured: peak,
      unit: 'MB',
      wanted: 'at-most',
      bar: bars[chart],
    }));
    const table = {
      title: `${concurrency} requests at a time, MB`,
      columns: ['chart', 'after the start', 'peak', 'afterwards', 'requests refused'],
      rows: peaks.map(([chart, { start, peak, now, refused }]) => [
        chart,
        start,
        peak,
        now,
        refused,
      ]),
    };
    const long = await withService(context, (service) => soak(service, context));
    return {
      tables: [table, ...long.tables],
      judged: [...judged, ...long.judged],
      notes: long.notes,
    };
  },
};

async function withService<Result>(
  { folder }: BenchContext,
  use: (service: Service) => Promise<Result>,
): Promise<Result> {
  const ehr = createEhr();
  const clients = [{ ehr, fhirServers: [{ url: fhirBase, private: false }] }];
  const server = await startServer(productionCommand('memory', { folder, clients }), { folder });
  const url = `http://127.0.0.1:${server.port}${servicePath}`;
  try {
    return await use({ server, url, sign: (count) => signAhead(ehr, count) });
  } finally {
    await server.stop();
  }
}

/** In megabytes. */
interface PeakMemory extends MemoryUse {
  readonly start: number;
  readonly refused: number;
}

async function peakAt(
  chart: 'real' | 'large',
  { server, url, sign }: Service,
  { knowledge, at, isQuick }: BenchContext,
): Promise<PeakMemory> {
  const start = memoryOf(server.pid).now;
  const body = prefetchBody(chartOf(chartSizes[chart], at), knowledge.queryPlan);
  const requests = { real: isQuick ? 100 : 1500, large: isQuick ? 50 : 200 }[chart];
  const load = { body, authorizations: sign(requests), concurrency };
  // Memory is the question here; that a busy machine takes too long for so many is an answer to it as well.
  const { refused } = await runLoad(url, { ...load, mayBeRefused: true });
  return { start, refused, ...memoryOf(server.pid) };
}

const samples = 20;
const maxRequestsPerChart = 1000;
/** Of charts that are opened, most are of patients of whom nothing is to be said. */
const oneInScopeOf = 5;
/** From so many requests on, memory that only fills is full. */
const tellingRequests = 500_000;

/** The first quarter is left out: caches fill, and code is compiled. */
async function soak(
  { server, url, sign }: Service,
  { knowledge, at, soak: requests }: BenchContext,
): Promise<Findings> {
  const inScope = prefetchBody(chartOf(chartSizes.small, at), knowledge.queryPlan);
  const outOfScope = prefetchBody(chartOutOfScope(chartSizes.small, at), knowledge.queryPlan);
  const perSample = Math.ceil(requests / samples);
  const perChart = Math.min(maxRequestsPerChart, Math.ceil(perSample / oneInScopeOf));
  const points: Point[] = [];
  for (let sample = 1; sample <= samples; sample += 1) {
    for (let sent = 0; sent < perSample; sent += perChart) {
      const body = (sent / perChart) % oneInScopeOf === 0 ? inScope : outOfScope;
      const count = Math.min(perChart, perSample - sent);
      await runLoad(url, { body, authorizations: signEach(sign, count), concurrency: 8 });
    }
    points.push({ size: sample * perSample, cost: memoryOf(server.pid).now });
    process.stdout.write(`${sample * perSample} requests: ${points.at(-1)?.cost.toFixed(0)} MB\n`);
  }
  const settled = points.slice(samples / 4);
  const growth = slope(settled) * 1_000_000;
  return {
    tables: [
      {
        title: `Over ${requests} requests, MB: small charts, one in ${oneInScopeOf} of a patient in scope`,
        columns: ['requests', 'memory'],
        rows: points.filter((_, at) => (at + 1) % 5 === 0).map(({ size, cost }) => [size, cost]),
      },
    ],
    judged:
      requests < tellingRequests
        ? []
        : [
            {
              what: `Growth of memory over ${requests} requests, a million requests`,
              measured: growth,
              unit: 'MB',
              wanted: 'at-most',
              bar: 10,
            },
          ],
    notes: [
      `After the first quarter memory grows by ${growth.toFixed(0)} MB a million requests along the fitted line. Used tokens are remembered until they expire (up to 200,000, about 40 MB), so that only a run of ${tellingRequests} requests or more (\`--soak\`) is judged.`,
    ],
  };
}

/** Tokens live for five minutes: each is signed when its turn has come. */
function* signEach(sign: Service['sign'], count: number): Generator<string> {
  for (let signed = 0; signed < count; signed += 1) yield* sign(1);
}
