/** Whether charts that are slow to fetch, many at a time, hold up those that are not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { patientId } from '../chart/chart-bodies.js';
import { runLoad, type LoadResult } from '../measure/load.js';
import { fetchBody } from '../production/fhir-server-setup.js';
import type { Findings, Judged } from '../report/findings.js';
import type { BenchContext } from './bench-context.js';
import { slowLatencyMs, type FetchBench } from './fetch-bench.js';

const slowCharts = 200;

/** p99 of fast charts alone, then beside 200 slow ones of another client. */
export async function measureBesideSlowCharts(
  bench: FetchBench,
  { isQuick }: BenchContext,
): Promise<Findings> {
  const requests = isQuick ? 100 : 400;
  const fast = {
    body: fetchBody(bench.base(0), patientId),
    authorizations: bench.sign(requests),
    concurrency: 1,
  };
  const alone = await runLoad(bench.url, fast);
  const slow = {
    body: fetchBody(bench.base(slowLatencyMs), patientId),
    // As many as it takes for the slow ones to outlast the fast ones.
    authorizations: bench.signSlow(slowCharts * (isQuick ? 2 : 4)),
    concurrency: slowCharts,
    // Evenly over the time that one takes: a steady stream of so many at a time.
    staggerMs: (2 * slowLatencyMs) / slowCharts,
    // The service may fall behind; then it says 412 at its deadline, and that is a finding.
    mayBeRefused: true,
  };
  const fastAgain = { ...fast, authorizations: bench.sign(requests) };
  let areSlowOver = false;
  const slowRun = runLoad(bench.url, slow).finally(() => (areSlowOver = true));
  const fastRun = sleep(2 * slowLatencyMs).then(async () => {
    const result = await runLoad(bench.url, fastAgain);
    return { result, outlastedSlow: areSlowOver };
  });
  const [slowResult, { result: beside, outlastedSlow }] = await Promise.all([slowRun, fastRun]);
  return {
    tables: [
      {
        title: `Fast charts beside ${slowCharts} that take ${slowLatencyMs} ms an answer`,
        columns: ['requests', 'count', 'refused', 'p50 ms', 'p99 ms', 'max ms'],
        rows: [
          rowOf('fast, alone', alone),
          rowOf('fast, beside slow ones', beside),
          rowOf('slow', slowResult),
        ],
      },
    ],
    judged: verdictsOn(alone, beside, slowResult),
    notes: [
      `So many at a time are ${Math.round((slowCharts / (2 * slowLatencyMs)) * 1000)} slow charts a second, two round trips each.`,
      ...(outlastedSlow
        ? [
            'The slow charts were over before the last fast one: those after them had nothing beside them.',
          ]
        : []),
    ],
  };
}

/** Fast charts are soon answered where the slow ones are turned away. */
function verdictsOn(alone: LoadResult, beside: LoadResult, slow: LoadResult): readonly Judged[] {
  return [
    {
      what: `p99 of fast charts beside ${slowCharts} slow ones, against alone`,
      measured: beside.latency.percentile(99) / alone.latency.percentile(99),
      unit: 'x',
      wanted: 'at-most',
      bar: 1.5,
    },
    {
      what: `Of ${slow.latency.count} slow charts beside them, refused`,
      measured: slow.refused,
      unit: '',
      wanted: 'at-most',
      bar: 0,
    },
  ];
}

function rowOf(name: string, { latency, refused }: LoadResult): readonly (string | number)[] {
  const milliseconds = [latency.percentile(50), latency.percentile(99), latency.max];
  return [name, latency.count, refused, ...milliseconds.map((nanoseconds) => nanoseconds / 1e6)];
}
