/** The synthetic patients at a fixed instant, as charts and evaluations. */
import { chartFromBundle } from '../../src/gather/index.js';
import type { Evaluation } from '../../src/model/evaluation.js';
import { createEvaluator } from '../../src/pipeline.js';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import { knowledge } from './knowledge.js';

export const at = new Date('2026-11-23T10:00:00Z');
export const timeZone = 'UTC';
export const patients = sandboxPatients(at);
export const [service] = knowledge.services;

export const evaluateChart = createEvaluator({ knowledge, software: 'nelm-cds test' });

export function chartOfPatient(id: string) {
  const patient = patients.find((candidate) => candidate.id === id);
  return chartFromBundle(
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: (patient?.resources ?? []).map((resource) => ({ resource })),
    },
    knowledge.queryPlan,
  );
}

export function evaluationOf(id: string): Evaluation {
  return evaluateChart(chartOfPatient(id), { at, timeZone }, [], service);
}
