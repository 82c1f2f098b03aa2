import { describe, expect, test } from '@jest/globals';
import { runMappingCase } from '../../src/case-tables/run-mapping-case.js';
import { cases, knowledge } from '../support/knowledge.js';

describe.each(cases.mappings.map(({ table }) => [table.fact, table] as const))(
  'mapping of %s',
  (_, table) => {
    test.each(table.cases.map((row) => [`${row.name} (${row.section})`, row] as const))(
      '%s',
      (_name, row) => {
        const { expected, actual } = runMappingCase(table, row, knowledge);

        expect(actual).toEqual(expected);
      },
    );
  },
);
