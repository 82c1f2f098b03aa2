import type { CaseTables, MappingCase } from '../../src/model/cases.js';
import type { FactDefinition, Knowledge } from '../../src/model/knowledge.js';
import type { Operator } from './condition-mutants.js';
import { mutantsOfFact } from './fact-mutants.js';
import { factRowHolds, factsAround, knowledgeAround } from './fact-rows.js';
import { scoreOf, type Score } from './score.js';

/** Mutants of every mapping file that has a case table, each against the rows of that table. */
export function scoreFacts(
  knowledge: Knowledge,
  cases: CaseTables,
  options: {
    readonly isWanted?: (fact: string) => boolean;
    readonly operators?: readonly Operator[];
  } = {},
): readonly Score[] {
  return cases.mappings
    .map(({ table }) => table)
    .filter(({ fact }) => options.isWanted?.(fact) ?? true)
    .flatMap((table) => {
      const original = knowledge.factById.get(table.fact);
      if (original === undefined) return [];
      const ids = factsAround(table.fact, knowledge);
      const changed = new Map<FactDefinition, Knowledge>();
      const knowledgeOf = (definition: FactDefinition): Knowledge => {
        const known = changed.get(definition) ?? knowledgeAround(definition, knowledge, ids);
        changed.set(definition, known);
        return known;
      };
      return scoreOf({
        subject: table.fact,
        original,
        mutants: mutantsOfFact(original, knowledge).filter(
          ({ operator }) => options.operators?.includes(operator) ?? true,
        ),
        rows: table.cases,
        nameOf: ({ name }: MappingCase) => name,
        holds: (row: MappingCase, definition: FactDefinition) =>
          factRowHolds(table, row, knowledgeOf(definition)),
      });
    });
}
