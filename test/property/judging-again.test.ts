/** Facts are judged again only where something may change; the result is that of judging all of them again. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts, type FactRules } from '../../src/facts/fact-rules.js';
import { oneOf } from '../../src/logic/possible-values.js';
import type { Chart } from '../../src/model/chart.js';
import { knowledge } from '../support/knowledge.js';
import { at, chartOfPatient, patients, timeZone } from '../support/sandbox-charts.js';

const inScope = patients.filter(({ expected }) => expected.inScope).map(({ id }) => id);
const anyPatient = fc.constantFrom(...inScope);
const when = { at, timeZone };

describe('judging again only what may change', () => {
  const rules = prepareFacts(knowledge);
  const everything = new Map([...rules.affectedBy.keys()].map((fact) => [fact, rules.all]));
  const judgingAll: FactRules = { ...rules, affectedBy: everything };
  const everyRecord = inScope.flatMap((id) => [...chartOfPatient(id).resources.values()].flat());

  /** Records of several patients in one chart contradict each other; reports with text are a weak basis. */
  const anyChart = fc
    .tuple(
      anyPatient,
      fc.array(fc.constantFrom(...everyRecord), { maxLength: 12 }),
      fc.boolean(),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([id, foreign, isUnread, kept]): Chart => {
      const chart = chartOfPatient(id);
      const resources = new Map<string, FhirResource[]>();
      const own = [...chart.resources.values()].flat().filter(() => kept.next().value as boolean);
      for (const resource of [...own, ...foreign]) {
        const list = resources.get(resource.resourceType) ?? [];
        const isReport = resource.resourceType === 'DiagnosticReport';
        list.push(isReport && isUnread ? { ...resource, conclusion: 'See text.' } : resource);
        resources.set(resource.resourceType, list);
      }
      return { ...chart, resources };
    });

  test('gives what judging everything again gives, without weak presumptions', () => {
    let weak = 0;
    fc.assert(
      fc.property(anyChart, (chart) => {
        const some = buildFacts(chart, rules, when).factSet;
        const all = buildFacts(chart, judgingAll, when).factSet;
        if (some.strict !== some.facts) weak += 1;
        expect(some).toEqual(all);
      }),
      { numRuns: 300 },
    );
    expect(weak).toBeGreaterThan(30);
  });

  test('gives what judging everything again gives, with any fact assumed otherwise', () => {
    const assumable = knowledge.facts.filter(({ kind }) => kind === 'one-of');
    const anyAssumption = fc
      .constantFrom(...assumable)
      .chain(({ fact, values = [] }) =>
        fc.constantFrom(...values).map((value) => ({ fact, possible: oneOf([value]) })),
      );
    fc.assert(
      fc.property(anyChart, anyAssumption, (chart, assumption) => {
        const some = buildFacts(chart, rules, when).reassume(assumption);
        const all = buildFacts(chart, judgingAll, when).reassume(assumption);
        for (const { fact } of knowledge.facts) {
          expect([fact, some.facts.get(fact), some.strict.get(fact)]).toEqual([
            fact,
            all.facts.get(fact),
            all.strict.get(fact),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
