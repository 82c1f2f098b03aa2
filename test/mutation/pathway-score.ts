import type { CaseTables } from '../../src/model/cases.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { mutantsOfPathway } from './pathway-mutants.js';
import { prepareRows, rowHolds, type PreparedRow } from './pathway-rows.js';
import { scoreOf, type Score } from './score.js';

/** Mutants of every pathway, each against the case rows of its own table. */
export function scorePathways(
  knowledge: Knowledge,
  cases: CaseTables,
  isWanted: (pathway: string) => boolean = () => true,
): readonly Score[] {
  return knowledge.pathways
    .filter(({ id }) => isWanted(id))
    .map((pathway) => {
      const table = cases.pathways.find(
        (one) => one.edition === knowledge.edition.id && one.table.pathway === pathway.id,
      )?.table;
      return scoreOf({
        subject: pathway.id,
        original: pathway,
        mutants: mutantsOfPathway(pathway, knowledge),
        rows: table === undefined ? [] : prepareRows(table, knowledge),
        nameOf: ({ row }: PreparedRow) => row.name,
        holds: (row: PreparedRow, changed) => rowHolds(row, changed, knowledge),
      });
    });
}
