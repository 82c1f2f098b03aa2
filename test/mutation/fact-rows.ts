/** The case rows of mapping files, judged with one definition changed. */
import { mismatches } from '../../src/case-tables/outcome.js';
import { runMappingCase } from '../../src/case-tables/run-mapping-case.js';
import { dependenciesOf } from '../../src/definitions/compile/fact-order.js';
import { conditionsOfFact, testsIn } from '../../src/definitions/condition-sites.js';
import type { MappingCase, MappingCases } from '../../src/model/cases.js';
import type { FactDefinition, Knowledge } from '../../src/model/knowledge.js';

/** Whether the fact comes out as the row expects. */
export function factRowHolds(table: MappingCases, row: MappingCase, knowledge: Knowledge): boolean {
  return mismatches(runMappingCase(table, row, knowledge)).length === 0;
}

/** Knowledge with one definition changed, and only the facts that its rows can show. */
export function knowledgeAround(
  changed: FactDefinition,
  knowledge: Knowledge,
  ids: ReadonlySet<string>,
): Knowledge {
  const facts = knowledge.facts
    .filter(({ fact }) => ids.has(fact))
    .map((definition) => (definition.fact === changed.fact ? changed : definition));
  const factById = new Map(facts.map((definition) => [definition.fact, definition]));
  return { ...knowledge, facts, factById, limits: limitsWith(changed, knowledge) };
}

function limitsWith(changed: FactDefinition, { limits }: Knowledge): Knowledge['limits'] {
  const tests = conditionsOfFact(changed).flatMap(({ condition }) => testsIn(condition));
  return new Map(
    [...limits].map(([id, numbers]) => {
      const more = tests
        .filter(({ test }) => test.fact === id)
        .flatMap(({ test }) => [test.below, test.atMost, test.atLeast, test.above])
        .filter((limit) => limit !== undefined);
      return [id, [...new Set([...numbers, ...more])].sort((a, b) => a - b)];
    }),
  );
}

/** The fact, what changes with it, and everything that these rest on. */
export function factsAround(id: string, knowledge: Knowledge): ReadonlySet<string> {
  const ids = new Set([id, 'priorTherapies', ...(knowledge.affectedBy.get(id) ?? [])]);
  for (const one of ids) {
    const definition = knowledge.factById.get(one);
    if (definition === undefined) continue;
    const tested = conditionsOfFact(definition).flatMap(({ condition }) => testsIn(condition));
    for (const other of [...dependenciesOf(definition), ...tested.map(({ test }) => test.fact)]) {
      ids.add(other);
    }
  }
  return ids;
}
