/** Runs all case tables: the knowledge must do what the rows beside it say. */
import type { CaseTables } from '../model/cases.js';
import type { Knowledge } from '../model/knowledge.js';
import { mismatches } from './outcome.js';
import { runMappingCase } from './run-mapping-case.js';
import { runPathwayCase } from './run-pathway-case.js';

export interface FailedCase {
  readonly file: string;
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
    ...ofEdition.flatMap(({ file, table }) =>
      table.cases.map((row) => ({
        file,
        name: row.name,
        mismatches: mismatches(runPathwayCase(table, row, knowledge)),
      })),
    ),
    ...mappings.flatMap(({ file, table }) =>
      table.cases.map((row) => ({
        file,
        name: row.name,
        mismatches: mismatches(runMappingCase(table, row, knowledge)),
      })),
    ),
  ];
  return {
    count: outcomes.length,
    failed: outcomes.filter((outcome) => outcome.mismatches.length > 0),
  };
}
