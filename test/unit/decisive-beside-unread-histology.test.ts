/** Nobody may be sent for a test that settles nothing: where the histology was not read, a Ki-67 leaves the grade open. */
import { expect, test } from '@jest/globals';
import { createEvaluator } from '../../src/pipeline.js';
import type { QueryState } from '../../src/model/chart.js';
import { chartOf } from '../support/case-chart.js';
import { concept, evaluatedAt } from '../support/facts-of.js';
import { knowledge } from '../support/knowledge.js';

const evaluateChart = createEvaluator({ knowledge, software: 'test' });

function decisiveWith(state: QueryState): readonly string[] {
  const resources = [
    { resourceType: 'Condition', code: concept('icd10cm|C25.4') },
    { resourceType: 'Condition', code: concept('icd10cm|C7B.02') },
    {
      resourceType: 'Observation',
      code: concept('nelm|liver-resectability'),
      effectiveDateTime: '2026-10-01',
      valueCodeableConcept: concept('nelm|resectable'),
    },
  ];
  const chart = chartOf(resources, knowledge);
  const [histology = ''] = knowledge.factQueries.get('mixedNeoplasm')?.slice(-1) ?? [];
  const queries = { ...chart.queries, [histology]: state };
  const when = { at: evaluatedAt, timeZone: 'UTC' };
  return evaluateChart({ ...chart, queries }, when).decisive.map(({ fact }) => fact);
}

test('a Ki-67 could change a status where the histology was read', () => {
  expect(decisiveWith('data')).toContain('ki67Percent');
});

test('and could not where the histology was not read, but the histology could', () => {
  expect(decisiveWith('error')).not.toContain('ki67Percent');
  expect(decisiveWith('error')).toContain('morphology');
});
