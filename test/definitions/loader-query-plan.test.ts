import fc from 'fast-check';
import { loadKnowledge } from '../../src/definitions/index.js';
import { groupCodes, maxCodesPerQuery } from '../../src/definitions/compile/query-plan.js';
import { fixtureRoot } from './broken-knowledge.js';

const codeLists = fc.array(
  fc.array(
    fc.integer({ min: 0, max: 300 }).map((code) => `s|${code}`),
    { maxLength: 130 },
  ),
  { maxLength: 20 },
);

test('No query asks for more than fifty codes, and none for no code.', () => {
  fc.assert(
    fc.property(codeLists, (lists) => {
      const sizes = groupCodes(lists, maxCodesPerQuery).map(({ length }) => length);

      expect(sizes.every((size) => size >= 1 && size <= 50)).toBe(true);
    }),
  );
});

test('No code is lost, and none is asked for twice.', () => {
  fc.assert(
    fc.property(codeLists, (lists) => {
      const asked = groupCodes(lists, maxCodesPerQuery).flat();

      expect([...asked].sort()).toEqual([...new Set(lists.flat())].sort());
    }),
  );
});

test('The same lists always give the same groups.', () => {
  fc.assert(
    fc.property(codeLists, (lists) => {
      expect(groupCodes(lists, 50)).toEqual(groupCodes(structuredClone(lists), 50));
    }),
  );
});

test('The codes of one fact stay together where they fit.', () => {
  const list = (name: string, size: number): string[] =>
    Array.from({ length: size }, (_value, i) => `${name}${i}`);

  const groups = groupCodes([list('a', 30), list('b', 30), list('c', 20), list('d', 120)], 50);

  expect(groups.map((codes) => [...new Set(codes.map((code) => code[0]))].join(''))).toEqual([
    'ac',
    'bd',
    'd',
    'd',
  ]);
});

describe('the addresses of the queries', () => {
  const { queryPlan } = loadKnowledge(fixtureRoot, { edition: 'minimal' });

  test.each(queryPlan.map(({ key, path }) => [key, path]))(
    '%s names the patient by bare id and repeats no parameter.',
    (_key, path) => {
      const [, query = ''] = path.split('?');
      const names = query.split('&').map((part) => part.split('=')[0]);

      expect(path).toContain('{{context.patientId}}');
      expect(path).not.toContain('Patient/{{context.patientId}}&');
      expect(path.match(/\{\{/g)).toHaveLength(1);
      expect(new Set(names).size).toBe(names.length);
      expect(path).not.toMatch(/date|_lastUpdated|\s/);
    },
  );
});
