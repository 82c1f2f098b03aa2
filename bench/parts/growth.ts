/** How the cost of a chart grows with its size. */
import { chartOf, prefetchBody } from '../chart/chart-bodies.js';
import { createStages } from '../chart/stages.js';
import { carefully, measureCpu, roughly } from '../measure/cpu-time.js';
import { growthExponent } from '../measure/statistics.js';
import type { BenchContext, BenchPart } from './bench-context.js';

const sizes = [100, 300, 1000, 3000, 10_000, 20_000] as const;
/** Below it, what every chart costs, whatever its size, hides how the rest grows. */
const fitFrom = 1000;

const names = ['JSON.parse of the text', 'parse', 'gather', 'evaluation'] as const;

interface Measured {
  readonly size: number;
  readonly costs: ReadonlyMap<string, number>;
}

export const growthPart: BenchPart = {
  name: 'growth',
  title: 'Growth with the size of the chart',
  run: async (context) => {
    const measured: Measured[] = [];
    for (const size of context.isQuick ? [100, 1000, 3000, 10_000] : sizes) {
      measured.push({ size, costs: await measureSize(size, context) });
    }
    const exponents = names.map((name) =>
      growthExponent(
        measured
          .filter(({ size }) => size >= fitFrom)
          .map(({ size, costs }) => ({ size, cost: costs.get(name) ?? NaN })),
      ),
    );
    return {
      tables: [
        {
          title: 'CPU in microseconds a resource',
          columns: ['resources', ...names],
          rows: [
            ...measured.map(({ size, costs }) => [
              size,
              ...names.map((name) => ((costs.get(name) ?? NaN) / size) * 1000),
            ]),
            [`exponent from ${fitFrom} resources`, ...exponents],
          ],
        },
      ],
      judged: names
        .map((name, at) => ({ name, exponent: exponents[at] ?? NaN }))
        .filter(({ name }) => name === 'gather' || name === 'evaluation')
        .map(({ name, exponent }) => ({
          what: `Growth of ${name} from ${fitFrom} resources (1 is linear)`,
          measured: exponent,
          unit: '',
          wanted: 'at-most' as const,
          bar: 1.1,
        })),
      notes: [],
    };
  },
};

async function measureSize(
  size: number,
  { knowledge, at, isQuick }: BenchContext,
): Promise<ReadonlyMap<string, number>> {
  const stages = createStages(knowledge, at);
  const body = prefetchBody(chartOf(size, at), knowledge.queryPlan);
  const text = body.toString();
  const request = stages.check(stages.parse(body));
  const chart = await stages.gather(request);
  return measureCpu(
    [
      { name: 'JSON.parse of the text', run: () => JSON.parse(text) as unknown },
      { name: 'parse', run: () => stages.parse(body) },
      { name: 'gather', run: () => stages.gather(request) },
      { name: 'evaluation', run: () => stages.evaluation(chart) },
    ],
    isQuick ? roughly : carefully,
  );
}
