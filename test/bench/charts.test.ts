/** The charts of the benchmark are what its figures say they are. */
import {
  answersOf,
  chartOf,
  chartOutOfScope,
  chartSizes,
  prefetchBody,
} from '../../bench/chart/chart-bodies.js';
import { createStages } from '../../bench/chart/stages.js';
import { createSameCriteria } from '../../bench/cql/same-criteria.js';
import { chartFromBundle } from '../../src/gather/index.js';
import { knowledge } from '../support/knowledge.js';

const at = new Date('2026-11-24T10:00:00Z');
const stages = createStages(knowledge, at);
const names = ['small', 'real', 'large'] as const;

async function cardsOf(size: number): Promise<readonly unknown[]> {
  const body = prefetchBody(chartOf(size, at), knowledge.queryPlan);
  const request = stages.check(stages.parse(body));
  return stages.evaluation(await stages.gather(request));
}

test.each(names)('the %s chart has as many resources as it says, each once', (name) => {
  const ids = chartOf(chartSizes[name], at).map(
    ({ resourceType, id }) => `${resourceType}/${id ?? ''}`,
  );

  expect(new Set(ids).size).toBe(chartSizes[name]);
});

test.each(names)('the %s chart brings cards', async (name) => {
  expect(await cardsOf(chartSizes[name])).not.toHaveLength(0);
});

test('a chart is the same each time', () => {
  const plan = knowledge.queryPlan;

  expect(prefetchBody(chartOf(500, at), plan).equals(prefetchBody(chartOf(500, at), plan))).toBe(
    true,
  );
});

test('every resource is in the answer to exactly one query', () => {
  const answers = answersOf(chartOf(chartSizes.large, at), knowledge.queryPlan);
  const counts = Object.values(answers).map(({ entry }) =>
    Array.isArray(entry) ? entry.length : 1,
  );

  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(chartSizes.large);
});

test('the chart out of scope is out of scope', () => {
  const chart = chartFromBundle(chartOutOfScope(chartSizes.real, at), knowledge.queryPlan);

  expect(stages.criteria(chart, stages.facts(chart)).inScope).toBe(false);
});

test.each(names)(
  'criteria judged by themselves come out as in the whole evaluation, %s chart',
  (name) => {
    const chart = chartFromBundle(chartOf(chartSizes[name], at), knowledge.queryPlan);
    const { pathways } = stages.criteria(chart, stages.facts(chart));
    const whole = new Map(
      pathways.flatMap((pathway) =>
        pathway.criteria.map(({ id, result }) => [`${pathway.id}/${id}`, result]),
      ),
    );

    const alone = createSameCriteria(knowledge, at)(chart);

    expect(Object.keys(alone)).toHaveLength(8);
    for (const [criterion, result] of Object.entries(alone)) {
      expect([criterion, result]).toEqual([criterion, whole.get(criterion)]);
    }
  },
);
