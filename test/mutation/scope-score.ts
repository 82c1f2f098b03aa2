import { isDeepStrictEqual } from 'node:util';
import type { Knowledge, ScopeFile } from '../../src/model/knowledge.js';
import { mutantsOfScope } from './scope-mutants.js';
import { expectedOf, outcomeOf, prepareScopeRows, type PreparedScopeRow } from './scope-rows.js';
import { scopeTable } from './scope-table.js';
import { scoreOf, type Score } from './score.js';

/** Mutants of the scope file against its table. */
export function scoreScope(knowledge: Knowledge): Score {
  return scoreOf({
    subject: 'scope',
    original: knowledge.scope,
    mutants: mutantsOfScope(knowledge.scope, knowledge),
    rows: prepareScopeRows(scopeTable, knowledge),
    nameOf: ({ row }: PreparedScopeRow) => row.name,
    holds: (row: PreparedScopeRow, scope: ScopeFile) =>
      isDeepStrictEqual(outcomeOf(row, scope, knowledge), expectedOf(row)),
  });
}
