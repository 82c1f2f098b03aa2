/** Against CQL: the same eight criteria on the same chart, by cql-execution and by us. */
import type { FhirResource } from 'fhir/r4.js';
import { chartOf, chartSizes } from '../chart/chart-bodies.js';
import { createStages } from '../chart/stages.js';
import { createCqlCriteria, type CqlResults } from '../cql/cql-criteria.js';
import { createSameCriteria, sameCriteria } from '../cql/same-criteria.js';
import { carefully, measureCpu, roughly } from '../measure/cpu-time.js';
import { chartFromBundle } from '../../src/gather/index.js';
import type { Truth } from '../../src/model/evaluation.js';
import type { Findings, Judged, Table } from '../report/findings.js';
import type { BenchPart } from './bench-context.js';

export const cqlPart: BenchPart = {
  name: 'cql',
  title: 'Against CQL',
  run: async (context) => {
    const { knowledge, at } = context;
    const byCql = createCqlCriteria(knowledge, at);
    const byUs = createSameCriteria(knowledge, at);
    const stages = createStages(knowledge, at);
    const tables: Table[] = [];
    const judged: Judged[] = [];
    for (const size of ['small', 'real', 'large'] as const) {
      const bundle = toBundle(chartOf(chartSizes[size], at));
      const chart = chartFromBundle(bundle, knowledge.queryPlan);
      requireSameResults(await byCql(bundle), byUs(chart));
      const costs = await measureCpu(
        [
          { name: 'cql-execution, eight criteria', run: () => byCql(bundle) },
          {
            name: 'ours, the same eight, from Bundle to results',
            run: () => byUs(chartFromBundle(bundle, knowledge.queryPlan)),
          },
          {
            name: 'ours, all 18 pathways, decisive data and cards',
            run: () => stages.evaluation(chartFromBundle(bundle, knowledge.queryPlan)),
          },
        ],
        context.isQuick ? roughly : carefully,
      );
      const [cql = NaN, eight = NaN] = costs.values();
      tables.push({
        title: `${size} chart: ${chartSizes[size]} resources`,
        columns: ['evaluation', 'CPU ms', 'less than CQL'],
        rows: [...costs].map(([name, cost]) => [name, cost, `${Math.round(cql / cost)} x`]),
      });
      if (size === 'real') {
        judged.push({
          what: 'CPU less than cql-execution, same eight criteria, real chart',
          measured: cql / eight,
          unit: 'x',
          wanted: 'at-least',
          bar: 50,
          beyond: 200,
        });
      }
    }
    const notes = [`The criteria: ${sameCriteria.join(', ')}. Both sides agree on all of them.`];
    return { tables, judged, notes } satisfies Findings;
  },
};

function toBundle(resources: readonly FhirResource[]): unknown {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

/** Throws where the two sides judge differently: then they do not do the same work. */
function requireSameResults(byCql: CqlResults, byUs: Readonly<Record<string, Truth>>): void {
  for (const name of sameCriteria) {
    const value = byCql[name];
    const truth = value === true ? 'met' : value === false ? 'not-met' : 'unknown';
    if (truth !== byUs[name]) {
      throw new Error(`${name}: CQL says ${truth}, we say ${String(byUs[name])}`);
    }
  }
}
