import { expect, test } from '@jest/globals';
import { chartFromBundle } from '../../src/gather/index.js';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import { knowledge } from '../support/knowledge.js';
import { pipeline, service } from '../support/sandbox-charts.js';
const starts = ['2026-11-23T10:00:00Z','2028-02-29T00:30:00Z','2027-03-31T23:59:59Z','2027-12-31T12:00:00Z','2030-01-01T00:00:00Z','2027-06-01T00:00:00Z'];
test.each(starts.flatMap((s) => [0, 25, 49].map((d) => [s, d] as const)))('%s +%d', (s, d) => {
  const at = new Date(Date.parse(s) + d * 86400000);
  const wrong = sandboxPatients(new Date(s)).flatMap(({ id, resources, expected }) => {
    const chart = chartFromBundle({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }, knowledge.queryPlan);
    const e = pipeline.evaluateChart(chart, { at, timeZone: 'UTC' }, [], service);
    return e.pathways.filter((p) => expected.pathways?.[p.id as 'prrt'] !== p.status).map((p) => `${id} ${p.id} ${p.status}`);
  });
  expect(wrong).toEqual([]);
});
