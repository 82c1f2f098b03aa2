/** The pages of the real knowledge: complete, and without a link that leads nowhere. */
import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadValueSets } from '../../src/definitions/index.js';
import { knowledgePages } from '../../src/documentation/index.js';
import { knowledge, root } from '../support/knowledge.js';

const valueSets = loadValueSets(root);
const pages = knowledgePages(knowledge, valueSets);
const textOf = new Map(pages.map(({ path, text }) => [path, text]));

function anchorsOf(path: string): readonly string[] {
  return [...(textOf.get(path) ?? '').matchAll(/^#+ (\S+)$/gm)].map(([, word = '']) =>
    word.toLowerCase(),
  );
}

test('every link leads to a page and a heading that exist', () => {
  const broken = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
      .filter(([, target = '', anchor]) => {
        const to = target === '' ? path : posix.join(posix.dirname(path), target);
        return !textOf.has(to) || (anchor !== undefined && !anchorsOf(to).includes(anchor));
      })
      .map(([link]) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test.each(knowledge.pathways.map((pathway) => [pathway.id, pathway] as const))(
  'the page of %s names every criterion, arm and figure',
  (id, { criteria, arms = [], figures = [] }) => {
    const text = textOf.get(`pathways/${id}.md`) ?? '';
    const named = [...criteria, ...arms].filter((one) => text.includes(`\`${one.id}\``));
    expect(named.length).toBe(criteria.length + arms.length);
    expect(text.includes('## Published figures')).toBe(figures.length > 0);
  },
);

test('the pages name every fact, value set and code', () => {
  const facts = textOf.get('facts.md') ?? '';
  expect(knowledge.facts.filter(({ fact }) => !facts.includes(`### ${fact}\n`))).toEqual([]);
  const unnamed = valueSets.flatMap(({ id, codes, doNotMatch = [] }) => {
    const text = textOf.get(`codes/${id}.md`) ?? '';
    return [...codes, ...doNotMatch]
      .map(({ code }) => code.slice(code.indexOf('|') + 1))
      .filter((code) => !text.includes(`| \`${code}\` |`));
  });
  expect(unnamed).toEqual([]);
});

test('every value set that a fact reads has a page', () => {
  expect(valueSets.map(({ id }) => id)).toEqual([...knowledge.valueSets.keys()].sort());
});

test('no page holds an undefined value or an unfilled cell', () => {
  const bad = pages.filter(({ text }) => /undefined|\[object|NaN|\| \|/.test(text));
  expect(bad.map(({ path }) => path)).toEqual([]);
});
