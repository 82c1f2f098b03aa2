/** The eight criteria that bench/cql/nelm-criteria.cql has as well, judged by our own code and by nothing else of it. */
import { indexSources } from '../../src/definitions/compile/source-index.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts } from '../../src/facts/fact-rules.js';
import { createUnitConverter } from '../../src/facts/units.js';
import { factsIn, prepareCondition } from '../../src/logic/prepared-condition.js';
import { lookUpIn, truthOf } from '../../src/logic/truth.js';
import type { Chart } from '../../src/model/chart.js';
import type { Truth } from '../../src/model/evaluation.js';
import type { Condition, Knowledge } from '../../src/model/knowledge.js';

/** Chosen because CQL can say all of them: numbers, codes and days. */
export const sameCriteria = [
  'liver-transplantation/age-below-55',
  'liver-transplantation/ki67-below-5',
  'liver-transplantation/hepatic-involvement-below-50',
  'liver-transplantation/unresectable',
  'prrt/platelets-below-75',
  'prrt/leukocytes-below-2',
  'prrt/haemoglobin-below-8',
  'prrt/ecog-3-or-worse',
] as const;

/** Makes some of these facts stale. */
const procedures = 'priorTherapies';

export function createSameCriteria(
  knowledge: Knowledge,
  at: Date,
): (chart: Chart) => Readonly<Record<string, Truth>> {
  const conditions = sameCriteria.map(
    (name) => [name, prepareCondition(conditionOf(name, knowledge))] as const,
  );
  const wanted = new Set([
    procedures,
    ...conditions.flatMap(([, condition]) => factsIn(condition)),
  ]);
  const facts = knowledge.facts.filter(({ fact }) => wanted.has(fact));
  const rules = prepareFacts({
    ...knowledge,
    facts,
    sources: indexSources(facts, knowledge.valueSets),
  });
  const convert = createUnitConverter(knowledge.reading.unitSpellings);
  return (chart) => {
    const { factSet } = buildFacts(chart, rules, { at, timeZone: 'UTC' }, [], convert);
    const lookUp = lookUpIn(factSet.facts);
    return Object.fromEntries(
      conditions.map(([name, condition]) => [name, truthOf(condition, lookUp)]),
    );
  };
}

function conditionOf(name: string, { pathwayById }: Knowledge): Condition {
  const [pathway = '', id] = name.split('/');
  const found = pathwayById.get(pathway)?.criteria.find((criterion) => criterion.id === id)?.when;
  if (found === undefined) throw new Error(`there is no criterion ${name}`);
  return found;
}
