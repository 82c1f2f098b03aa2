import { describe, expect, test } from '@jest/globals';
import { runPathwayCase } from '../../src/case-tables/run-pathway-case.js';
import { loadKnowledge } from '../../src/definitions/index.js';
import { cases, knowledge, root } from '../support/knowledge.js';

const editions = new Map([[knowledge.edition.id, knowledge]]);
for (const { edition } of cases.pathways) {
  if (!editions.has(edition)) editions.set(edition, loadKnowledge(root, { edition }));
}

const tables = cases.pathways.flatMap(({ edition, table }) => {
  const judgedBy = editions.get(edition);
  return judgedBy ? [[`${table.pathway} in ${edition}`, table, judgedBy] as const] : [];
});

describe.each(tables)('criteria of %s', (_, table, judgedBy) => {
  test.each(table.cases.map((row) => [`${row.name} (${row.section})`, row] as const))(
    '%s',
    (_name, row) => {
      const { expected, actual } = runPathwayCase(table, row, judgedBy);

      expect(actual).toEqual(expected);
    },
  );
});
