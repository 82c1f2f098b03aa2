/** What the stages of a request cost by themselves, in this process, against JSON.parse of the same body. */
import { chartOf, chartSizes, prefetchBody } from '../chart/chart-bodies.js';
import { createStages } from '../chart/stages.js';
import { carefully, measureCpu, roughly } from '../measure/cpu-time.js';
import type { BenchContext, BenchPart } from './bench-context.js';

const yardstick = 'JSON.parse of the text';

export const evaluationPart: BenchPart = {
  name: 'evaluation',
  title: 'Stages of a request',
  run: async (context) => {
    const tables = [];
    const judged = [];
    for (const chart of ['small', 'real', 'large'] as const) {
      const body = prefetchBody(
        chartOf(chartSizes[chart], context.at),
        context.knowledge.queryPlan,
      );
      const costs = await measureStages(body, context);
      const base = costs.get(yardstick) ?? NaN;
      tables.push({
        title: `${chart} chart: ${chartSizes[chart]} resources, ${body.length} bytes`,
        columns: ['stage', 'CPU ms', 'x JSON.parse'],
        rows: [...costs].map(([name, cost]) => [name, cost, cost / base]),
      });
      if (chart === 'real') {
        judged.push({
          what: 'Evaluation alone of the real chart, against JSON.parse of its body',
          measured: (costs.get('evaluation: facts, criteria, cards') ?? NaN) / base,
          unit: 'x',
          wanted: 'at-most' as const,
          bar: 1,
          beyond: 1 / 3,
        });
      }
    }
    return { tables, judged, notes: [] };
  },
};

async function measureStages(
  body: Buffer,
  { knowledge, at, isQuick }: BenchContext,
): Promise<ReadonlyMap<string, number>> {
  const stages = createStages(knowledge, at);
  const text = body.toString();
  const parsed = stages.parse(body);
  const request = stages.check(parsed);
  const chart = await stages.gather(request);
  const facts = stages.facts(chart);
  const evaluation = stages.criteria(chart, facts);
  const cards = stages.cards(evaluation);
  return measureCpu(
    [
      { name: yardstick, run: () => JSON.parse(text) as unknown },
      { name: 'parse: UTF-8, depth, JSON', run: () => stages.parse(body) },
      { name: 'check: is it a CDS Hooks request', run: () => stages.check(parsed) },
      { name: 'gather: from answers to a chart', run: () => stages.gather(request) },
      { name: 'facts', run: () => stages.facts(chart) },
      { name: 'criteria and decisive data', run: () => stages.criteria(chart, facts) },
      { name: 'cards', run: () => stages.cards(evaluation) },
      { name: 'evaluation: facts, criteria, cards', run: () => stages.evaluation(chart) },
      { name: 'respond: check the answer, write JSON', run: () => stages.respond(cards) },
    ],
    isQuick ? roughly : carefully,
  );
}
