/** Runs all case tables: the knowledge must do what the rows beside it say. */
import type { CaseTable, CaseTables } from '../model/cases.js';
import type { Knowledge } from '../model/knowledge.js';
import { mismatches, type CaseOutcome } from './outcome.js';
import { runMappingCase } from './run-mapping-case.js';
import { runPathwayCase } from './run-pathway-case.js';

export interface FailedCase {
  readonly file: string;
  readonly line: number;
  /** The row's sentence. */
  readonly name: string;
  readonly mismatches: readonly string[];
}

/** The rows that do not hold, and how many were run. */
export function checkCaseTables(
  { pathways, mappings }: CaseTables,
  knowledge: Knowledge,
): { readonly count: number; readonly failed: readonly FailedCase[] } {
  const ofEdition = pathways.filter(({ edition }) => edition === knowledge.edition.id);
  const outcomes = [
    ...ofEdition.flatMap((one) =>
      outcomesOf(one, one.table.cases, (row) => runPathwayCase(one.table, row, knowledge)),
    ),
    ...mappings.flatMap((one) =>
      outcomesOf(one, one.table.cases, (row) => runMappingCase(one.table, row, knowledge)),
    ),
  ];
  return {
    count: outcomes.length,
    failed: outcomes.filter((outcome) => outcome.mismatches.length > 0),
  };
}

function outcomesOf<Row extends { readonly name: string }>(
  { file, lines }: Pick<CaseTable<unknown>, 'file' | 'lines'>,
  rows: readonly Row[],
  run: (row: Row) => CaseOutcome,
): readonly FailedCase[] {
  return rows.map((row, index) => ({
    file,
    line: lines[index] ?? 1,
    name: row.name,
    mismatches: mismatches(run(row)),
  }));
}
