/** Laws of reading a chart, on the synthetic patients. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts } from '../../src/facts/fact-rules.js';
import { isSubset } from '../../src/logic/possible-values.js';
import type { Chart } from '../../src/model/chart.js';
import type { Evaluation } from '../../src/model/evaluation.js';
import { knowledge } from '../support/knowledge.js';
import {
  at,
  chartOfPatient,
  evaluateChart,
  evaluationOf,
  patients,
  service,
  timeZone,
} from '../support/sandbox-charts.js';

const inScope = patients.filter(({ expected }) => expected.inScope).map(({ id }) => id);
const anyPatient = fc.constantFrom(...inScope);
const when = { at, timeZone };

function evaluate(chart: Chart): Evaluation {
  return evaluateChart(chart, when, [], service);
}

/** What must not change: values, reasons and statuses. */
function essence(evaluation: Evaluation): unknown {
  return {
    facts: [...evaluation.facts].map(([id, { status, reason, possible, strength }]) => [
      id,
      status,
      reason,
      possible.kind === 'set' ? possible.members.map((member) => member.id).sort() : possible,
      strength,
    ]),
    pathways: evaluation.pathways.map(({ id, status, missing, presumptions }) => [
      id,
      status,
      [...missing].sort(),
      [...presumptions].sort(),
    ]),
    decisive: evaluation.decisive,
  };
}

function withResources(
  chart: Chart,
  change: (list: readonly FhirResource[]) => readonly FhirResource[],
): Chart {
  return {
    ...chart,
    resources: new Map([...chart.resources].map(([type, list]) => [type, change(list)])),
  };
}

const unrelatedCode = fc.constantFrom('2345-7', '8867-4', '29463-7', '4548-4', '2951-2');
const unrelated: fc.Arbitrary<FhirResource> = fc.oneof(
  fc.record({
    resourceType: fc.constant('Observation' as const),
    id: fc.uuid(),
    status: fc.constantFrom('final' as const, 'preliminary' as const),
    code: unrelatedCode.map((code) => ({ coding: [{ system: 'http://loinc.org', code }] })),
    valueQuantity: fc.record({
      value: fc.float({ noNaN: true, noDefaultInfinity: true }),
      unit: fc.constantFrom('mg/dL', '%'),
    }),
    effectiveDateTime: fc.constantFrom('2026-11-01', '2020-01', '2026-10-10T10:00:00Z'),
  }),
  fc.record({
    resourceType: fc.constant('Condition' as const),
    id: fc.uuid(),
    subject: fc.constant({ reference: 'Patient/x' }),
    code: fc
      .constantFrom('I10', 'E11.9', 'K21.9', 'M54.5')
      .map((code) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] })),
  }),
);

describe('laws of the facts', () => {
  test('an unrelated record changes no fact', () => {
    fc.assert(
      fc.property(anyPatient, fc.array(unrelated, { minLength: 1, maxLength: 5 }), (id, extra) => {
        const chart = chartOfPatient(id);
        const resources = new Map(chart.resources);
        for (const resource of extra) {
          resources.set(resource.resourceType, [
            ...(resources.get(resource.resourceType) ?? []),
            resource,
          ]);
        }
        expect(essence(evaluate({ ...chart, resources }))).toEqual(essence(evaluate(chart)));
      }),
      { numRuns: 40 },
    );
  });

  test('the order of resources never matters', () => {
    fc.assert(
      fc.property(anyPatient, fc.infiniteStream(fc.nat()), (id, keys) => {
        const chart = chartOfPatient(id);
        const shuffled = withResources(chart, (list) =>
          list
            .map((resource) => ({ resource, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ resource }) => resource),
        );
        expect(essence(evaluate(shuffled))).toEqual(essence(evaluate(chart)));
      }),
      { numRuns: 40 },
    );
  });

  test('removing records never turns unknown for want of reading into known', () => {
    fc.assert(
      fc.property(
        anyPatient,
        fc.constantFrom(
          ...knowledge.queryPlan.filter(({ required }) => !required).map(({ key }) => key),
        ),
        (id, key) => {
          const chart = chartOfPatient(id);
          const failed = { ...chart, queries: { ...chart.queries, [key]: 'error' as const } };
          const { factSet } = buildFacts(failed, prepareFacts(knowledge), when);
          for (const [fact, keys] of knowledge.factQueries) {
            const judged = factSet.facts.get(fact);
            const isUnread = keys.includes(key);
            const isOpenEnded =
              knowledge.factById.get(fact)?.kind === 'set' ||
              knowledge.factById.get(fact)?.selection === 'any-positive';
            if (isUnread && !isOpenEnded)
              expect([fact, judged?.strength === 'documented']).toEqual([fact, false]);
            if (keys.includes(key))
              expect([
                fact,
                judged?.strength === 'presumed' && judged.presumptions.includes(fact),
              ]).toEqual([fact, false]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(inScope)('every piece of evidence of %s is a record of the chart', (id) => {
    const chart = chartOfPatient(id);
    const known = new Set(
      [...chart.resources.values()]
        .flat()
        .map((resource) => `${resource.resourceType}/${resource.id ?? ''}`),
    );
    known.add(`Patient/${chart.patient.id ?? ''}`);
    const references = [...evaluationOf(id).facts.values()].flatMap(({ evidence }) =>
      evidence.map(({ reference }) => reference),
    );
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });

  test.each(inScope)('judging %s changes nothing in the chart', (id) => {
    const chart = chartOfPatient(id);
    for (const resource of [...chart.resources.values()].flat()) deepFreeze(resource);
    expect(() => evaluate(chart)).not.toThrow();
  });
});

describe('assumptions', () => {
  test('assuming what is already known changes no status', () => {
    for (const id of inScope) {
      const before = evaluationOf(id);
      const known = [...before.facts.values()].filter(
        (fact) =>
          fact.strength === 'documented' &&
          fact.reason === undefined &&
          fact.possible.kind === 'one-of',
      );
      for (const fact of known.slice(0, 8)) {
        const assumed = evaluateChart(
          chartOfPatient(id),
          when,
          [{ fact: fact.id, possible: fact.possible }],
          service,
        );
        expect([id, fact.id, assumed.pathways.map(({ status }) => status)]).toEqual([
          id,
          fact.id,
          before.pathways.map(({ status }) => status),
        ]);
      }
    }
  });

  test('what decisive data says is what assuming each value does', () => {
    for (const id of inScope) {
      const before = evaluationOf(id);
      for (const { fact, settles } of before.decisive) {
        const definition = knowledge.factById.get(fact);
        const values = (definition?.kind === 'one-of' ? definition.values : undefined) ?? [];
        const stillPossible = before.facts.get(fact)?.possible;
        for (const value of values.filter(
          (one) => definition?.undecidedValues?.includes(one) !== true,
        )) {
          const possible = { kind: 'one-of' as const, values: [value] };
          if (
            stillPossible !== undefined &&
            before.facts.get(fact)?.strength !== 'presumed' &&
            !isSubset(possible, stillPossible)
          )
            continue;
          const after = evaluateChart(chartOfPatient(id), when, [{ fact, possible }], service);
          const open = after.pathways
            .filter(({ status }) => status === 'needs-data')
            .map((one) => one.id);
          if (after.inScope)
            expect(open.filter((pathway) => settles.includes(pathway))).toEqual([]);
        }
      }
    }
  });
});

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}
