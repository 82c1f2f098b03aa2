/** Requests without prefetch: the service fetches the chart itself, from a server that is near, far or very far. */
import { createAuthority } from '../../test/support/secure-server.js';
import { patientId } from '../chart/chart-bodies.js';
import { runLoad } from '../measure/load.js';
import { cpuMs } from '../measure/process-usage.js';
import { startServer } from '../measure/start-server.js';
import {
  fetchBody,
  fhirBaseWith,
  fhirServerCommand,
  outsiderId,
} from '../production/fhir-server-setup.js';
import {
  createEhr,
  productionCommand,
  servicePath,
  signAhead,
} from '../production/production-setup.js';
import type { Findings, Judged, Table } from '../report/findings.js';
import type { BenchContext, BenchPart } from './bench-context.js';
import { slowLatencyMs, type FetchBench } from './fetch-bench.js';
import { measureRoundTrips, type RoundTrips } from './round-trips.js';
import { measureBesideSlowCharts } from './slow-charts.js';

const latenciesMs = [0, 20, 100] as const;

export const fetchPart: BenchPart = {
  name: 'fetch',
  title: 'Requests without prefetch',
  run: async (context) => {
    const authority = await createAuthority();
    const fhirServer = await startServer(await fhirServerCommand(authority, context), {
      ...context,
      core: 'load',
    });
    const base = (latencyMs: number): string => fhirBaseWith(fhirServer.port, latencyMs);
    const [ehr, slowEhr] = [createEhr(), createEhr('far-away')];
    const command = productionCommand('fetch', {
      folder: context.folder,
      authority: authority.certificate,
      limits: { concurrentRequests: 400, concurrentRequestsPerClient: 250 },
      clients: [
        { ehr, fhirServers: latenciesMs.map((ms) => ({ url: base(ms), private: true })) },
        {
          ehr: slowEhr,
          fhirServers: [{ url: base(slowLatencyMs), private: true }],
          fhirAccess: { concurrentRequests: 1000 },
        },
      ],
    });
    try {
      const service = await startServer(command, context);
      try {
        const url = `http://127.0.0.1:${service.port}${servicePath}`;
        return await measure(
          {
            service,
            url,
            base,
            authority: authority.certificate,
            sign: (count) => signAhead(ehr, count),
            signSlow: (count) => signAhead(slowEhr, count),
          },
          context,
        );
      } finally {
        await service.stop();
      }
    } finally {
      await fhirServer.stop();
    }
  },
};

async function measure(bench: FetchBench, context: BenchContext): Promise<Findings> {
  const alone = await measureLatencies(bench, context);
  const beside = await measureBesideSlowCharts(bench, context);
  return {
    tables: [alone.table, ...beside.tables],
    judged: [...alone.judged, ...beside.judged],
    notes: beside.notes,
  };
}

/** `chain`: what must be answered before the next can be asked. */
const charts = [
  { name: 'in scope', patient: patientId, chain: ({ scope, rest }: RoundTrips) => scope + rest },
  { name: 'not in scope', patient: outsiderId, chain: ({ scope }: RoundTrips) => scope },
] as const;

async function measureLatencies(
  bench: FetchBench,
  { isQuick, knowledge }: BenchContext,
): Promise<{ readonly table: Table; readonly judged: readonly Judged[] }> {
  const requests = isQuick ? 20 : 100;
  const asked = { plan: knowledge.queryPlan, authority: bench.authority };
  const rows: (string | number)[][] = [];
  const judged: Judged[] = [];
  await warmUp(bench, isQuick ? 100 : 1500);
  for (const { name, patient, chain } of charts) {
    for (const latencyMs of latenciesMs) {
      const base = bench.base(latencyMs);
      const least = chain(await measureRoundTrips(base, patient, asked));
      const before = cpuMs(bench.service.pid);
      const load = { body: fetchBody(base, patient), authorizations: bench.sign(requests) };
      const { latency } = await runLoad(bench.url, { ...load, concurrency: 1 });
      const cpu = (cpuMs(bench.service.pid) - before) / requests;
      const [p50, p99] = [latency.percentile(50) / 1e6, latency.percentile(99) / 1e6];
      rows.push([name, latencyMs, least, p50, p99, p50 - least, cpu]);
      judged.push({
        what: `Beyond the round trips to a FHIR server of ${latencyMs} ms, chart ${name}, p50`,
        measured: p50 - least,
        unit: 'ms',
        wanted: 'at-most',
        bar: 5,
      });
    }
  }
  const columns = ['chart', 'FHIR ms', 'round trips ms', 'p50 ms', 'p99 ms', 'beyond', 'CPU ms'];
  return { table: { title: 'One request at a time, real chart', columns, rows }, judged };
}

async function warmUp(bench: FetchBench, requests: number): Promise<void> {
  const body = fetchBody(bench.base(0), patientId);
  await runLoad(bench.url, { body, authorizations: bench.sign(requests), concurrency: 4 });
}
