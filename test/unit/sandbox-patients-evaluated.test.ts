/** What the charts show beside statuses: arms, remarks, preference, and the sentences on every card. */
import { describe, expect, test } from '@jest/globals';
import type { PathwayResult, Truth } from '../../src/model/evaluation.js';
import { PATHWAY_IDS } from '../../sandbox/patients/index.js';
import {
  at,
  chartOfPatient,
  evaluateChart,
  evaluationOf,
  patients,
  service,
  timeZone,
} from '../support/sandbox-charts.js';

const inScope = patients.filter(({ expected }) => expected.inScope);

type Results = readonly { readonly id: string; readonly result: Truth }[];

function answersOf(results: Results) {
  return Object.fromEntries(results.map(({ id, result }) => [id, result]));
}

function answersByPathway(id: string, of: (one: PathwayResult) => Results) {
  return Object.fromEntries(evaluationOf(id).pathways.map((one) => [one.id, answersOf(of(one))]));
}

const withArms = inScope.flatMap(({ id, expected: { arms } }) => (arms ? [{ id, arms }] : []));

test.each(withArms)('arms of $id: met, not met or unknown as specified', ({ id, arms }) => {
  expect(answersByPathway(id, (one) => one.arms)).toMatchObject(arms);
});

const withRemarks = inScope.flatMap(({ id, expected: { remarks } }) =>
  remarks ? [{ id, remarks }] : [],
);

test.each(withRemarks)('remarks on $id: made as specified, none of them gates', (given) => {
  const remarks = ['favourable', 'unfavourable', 'caution'];
  const shown = answersByPathway(given.id, ({ criteria }) =>
    criteria.filter(({ role }) => remarks.includes(role)),
  );

  expect(shown).toMatchObject(given.remarks);
});

describe.each(inScope.map(({ id, expected }) => [id, expected] as const))('%s', (id, expected) => {
  const { pathways, statements } = evaluationOf(id);

  test('preferred is what the source prefers', () => {
    const preferred = pathways.filter((one) => one.preferred).map((one) => one.id);

    expect(preferred).toEqual(expected.preferred ?? []);
  });

  test('every card carries the sentences that hold for the patient, and no other', () => {
    const ids = statements.map((statement) => statement.id);

    expect(ids.sort()).toEqual([...(expected.statements ?? [])].sort());
  });
});

test.each(inScope)('the statuses of $id hold for seven weeks', ({ id, expected }) => {
  const later = new Date(at.getTime() + 49 * 24 * 60 * 60 * 1000);
  const request = { at: later, timeZone };
  const { pathways } = evaluateChart(chartOfPatient(id), request, [], service);
  const statuses = new Map<string, string>(pathways.map((one) => [one.id, one.status]));

  expect(PATHWAY_IDS.filter((one) => statuses.get(one) !== expected.pathways?.[one])).toEqual([]);
});
