/**
 * What is unread, cut short or unclear is never "the patient has none": whoever knows less of a chart may be less sure of
 * a pathway, never sure of another status.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4.js';
import { withoutNulls } from '../../src/fhir/without-nulls.js';
import type { Chart, QueryState } from '../../src/model/chart.js';
import type { Evaluation, PathwayResult, PathwayStatus } from '../../src/model/evaluation.js';
import { knowledge } from '../support/knowledge.js';
import {
  at,
  chartOfPatient,
  evaluateChart,
  patients,
  service,
  timeZone,
} from '../support/sandbox-charts.js';

const inScope = patients.filter(({ expected }) => expected.inScope).map(({ id }) => id);
const anyPatient = fc.constantFrom(...inScope);
const everyRecord = inScope.flatMap((id) =>
  [...chartOfPatient(id).resources.values()].flat().filter(isClinical),
);
const anyRecord = fc.constantFrom(...everyRecord);

function isClinical({ resourceType }: FhirResource): boolean {
  return !['Patient', 'Condition', 'Medication'].includes(resourceType);
}

function evaluate(chart: Chart): Evaluation {
  return evaluateChart(chart, { at, timeZone }, [], service);
}

/** A recorded judgement excludes, and asks for nothing where it is missing (criteria: attestation). */
function isExcludedByJudgement({ criteria }: PathwayResult): boolean {
  return criteria.some(({ role, result }) => role === 'attestation' && result === 'not-met');
}

/** An exclusion that is known no longer leaves an inclusion that is not met. */
function isNoMoreThanBefore(before: PathwayResult | undefined, after: PathwayStatus): boolean {
  if (before === undefined) return false;
  if (after === before.status || after === 'needs-data') return true;
  return (
    before.status === 'excluded' && (after === 'criteria-not-met' || isExcludedByJudgement(before))
  );
}

function surerThanBefore(before: Evaluation, after: Evaluation): readonly string[] {
  const known = new Map(before.pathways.map((pathway) => [pathway.id, pathway]));
  return after.pathways
    .filter(({ id, status }) => !isNoMoreThanBefore(known.get(id), status))
    .map(({ id, status }) => `${id}: ${known.get(id)?.status ?? 'none'} -> ${status}`);
}

/** Who knows one side of a contradiction alone does not know that it is one. */
function isContradictory({ facts, conflicts }: Evaluation): boolean {
  return conflicts.length > 0 || [...facts.values()].some(({ reason }) => reason === 'conflicting');
}

function withRecords(
  chart: Chart,
  change: (records: readonly FhirResource[]) => readonly FhirResource[],
): Chart {
  const resources = new Map<string, FhirResource[]>();
  for (const record of change([...chart.resources.values()].flat())) {
    const list = resources.get(record.resourceType) ?? [];
    resources.set(record.resourceType, [...list, record]);
  }
  return { ...chart, resources };
}

/** A patient with some records of others, which contradict the own ones. */
const anyChart = fc
  .tuple(anyPatient, fc.array(anyRecord, { maxLength: 3 }))
  .map(([id, others]) => withRecords(chartOfPatient(id), (own) => [...own, ...others]));

type Lessening = (chart: Chart) => Chart;

const queried = [...new Set(knowledge.queryPlan.map(({ resourceType }) => resourceType))].filter(
  (type) => type !== 'Patient' && type !== 'Condition',
);

/** A query failed: whatever else brought some of its records does not make up for it. */
const failed: fc.Arbitrary<Lessening> = fc
  .tuple(fc.constantFrom(...queried), fc.infiniteStream(fc.boolean()))
  .map(
    ([type, kept]) =>
      (chart) =>
        withRecords(answered(chart, type, 'error'), (records) =>
          records.filter((one) => one.resourceType !== type || (kept.next().value as boolean)),
        ),
  );

/** Servers are asked for the newest first, so what is cut off is older: some of it, or all. */
const cutShort: fc.Arbitrary<Lessening> = fc
  .tuple(
    fc.constantFrom(...queried),
    fc.constantFrom<QueryState>('partial', 'absent'),
    fc.nat({ max: 12 }),
  )
  .map(
    ([type, state, length]) =>
      (chart) =>
        withRecords(answered(chart, type, state), (records) => {
          const read = records
            .filter(({ resourceType }) => resourceType === type)
            .sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1))
            .slice(0, length);
          return records.filter((one) => one.resourceType !== type || read.includes(one));
        }),
  );

function answered(chart: Chart, type: string, state: QueryState): Chart {
  const queries = knowledge.queryPlan
    .filter(({ resourceType }) => resourceType === type)
    .map(({ key }) => [key, state] as const);
  return { ...chart, queries: { ...chart.queries, ...Object.fromEntries(queries) } };
}

function dateOf(record: FhirResource): string {
  const keys = [
    'effectiveDateTime',
    'effectivePeriod',
    'performedDateTime',
    'performedPeriod',
    'authoredOn',
  ];
  const dated = Object.entries<unknown>({ ...record }).filter(([key]) => keys.includes(key));
  return JSON.stringify(dated.map(([, date]) => date));
}

const noStatus = fc.constantFrom<unknown>('unknown', undefined);

const unclearStatus: fc.Arbitrary<Lessening> = fc
  .tuple(fc.nat(), noStatus)
  .map(([position, status]) => changing(position, (record) => ({ ...record, status })));

const unreadableValue: fc.Arbitrary<Lessening> = fc
  .tuple(fc.nat(), fc.constantFrom<unknown>('?', 'abc', {}, [], { value: null }))
  .map(([position, value]) =>
    changing(position, (record) => {
      const valueKey = Object.keys(record).find((key) => key.startsWith('value'));
      return valueKey === undefined ? record : withoutNulls({ ...record, [valueKey]: value });
    }),
  );

function changing(position: number, change: (record: object) => object): Lessening {
  return (chart) =>
    withRecords(chart, (records) => {
      const mayChange = records.filter(
        ({ resourceType, ...own }) =>
          ['Observation', 'Procedure', 'MedicationRequest'].includes(resourceType) &&
          (own as { status?: unknown }).status !== 'entered-in-error',
      );
      const chosen = mayChange[position % Math.max(1, mayChange.length)];
      return records.map((one) => (one === chosen ? (change(one) as FhirResource) : one));
    });
}

const oneMoreUnclear: fc.Arbitrary<Lessening> = fc.tuple(anyRecord, noStatus).map(
  ([record, status]) =>
    (chart) =>
      withRecords(chart, (records) => [
        ...records,
        { ...record, id: 'unclear', status } as FhirResource,
      ]),
);

const few = { minLength: 2, maxLength: 4 };

describe('who knows less is not surer', () => {
  test.each<[string, fc.Arbitrary<readonly Lessening[]>]>([
    ['where a query failed', fc.tuple(failed)],
    ['where an answer is cut short', fc.tuple(cutShort)],
    ['of a status that is unclear', fc.tuple(unclearStatus)],
    ['of a value that cannot be read', fc.tuple(unreadableValue)],
    ['of one more record, of unclear status', fc.tuple(oneMoreUnclear)],
    [
      'of several of these',
      fc.array(fc.oneof(failed, cutShort, unclearStatus, unreadableValue, oneMoreUnclear), few),
    ],
  ])('%s', (_, lessenings) => {
    fc.assert(
      fc.property(anyChart, lessenings, (chart, all) => {
        const known = evaluate(chart);
        fc.pre(!isContradictory(known));
        const less = all.reduce((before, lessen) => lessen(before), chart);
        expect(surerThanBefore(known, evaluate(less))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
