/** Who is in scope and what is said about whom: the scope file as a table. */
import { expect, test } from '@jest/globals';
import { expectedOf, outcomeOf, prepareScopeRows } from '../mutation/scope-rows.js';
import { scopeTable } from '../mutation/scope-table.js';
import { knowledge } from '../support/knowledge.js';

test.each(prepareScopeRows(scopeTable, knowledge).map((one) => [one.row.name, one] as const))(
  '%s',
  (_, prepared) => {
    expect(outcomeOf(prepared, knowledge.scope, knowledge)).toEqual(expectedOf(prepared));
  },
);
