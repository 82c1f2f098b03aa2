/** The page of the rules, and that every rule has tests and every test here a rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { expectGolden } from '../support/golden.js';
import { conformancePage } from './conformance-page.js';
import { readTitles } from './read-titles.js';
import { rules } from './rules.js';

const folder = join(packageRoot(), 'test/conformance');
const declared = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts') && file !== 'page.test.ts')
  .sort()
  .flatMap((file) => readTitles(file, readFileSync(join(folder, file), 'utf8')));
const ruleIds = rules.map(({ id }) => id);

test('every rule has a test', () => {
  const tested = new Set(declared.map(({ ruleId }) => ruleId));

  expect(ruleIds.filter((id) => !tested.has(id))).toEqual([]);
});

test('every test names a rule', () => {
  expect(declared.filter(({ ruleId }) => !ruleIds.includes(ruleId ?? ''))).toEqual([]);
});

test('every test has a title of its own', () => {
  const titles = declared.map(({ ruleId, sentence }) => `${ruleId ?? ''} ${sentence}`);

  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(declared.filter(({ sentence }) => sentence.trim() === '')).toEqual([]);
});

test('no rule is listed twice', () => {
  expect(new Set(ruleIds).size).toBe(ruleIds.length);
});

test('docs/conformance.md is current', () => {
  expectGolden(join(packageRoot(), 'docs/conformance.md'), conformancePage(rules, declared));
});

test('tests are read however they are declared', () => {
  const source = [
    `rule('D1', 'one', () => undefined);`,
    `ruleForEach([['x']])('D2', "two's", () => undefined);`,
    `test.each([1])('three', () => undefined);`,
    `describe('x', () => { it('four', () => undefined); });`,
  ].join('\n');

  expect(readTitles('file', source)).toEqual([
    { file: 'file', ruleId: 'D1', sentence: 'one' },
    { file: 'file', ruleId: 'D2', sentence: "two's" },
    { file: 'file', sentence: 'three' },
    { file: 'file', sentence: 'four' },
  ]);
});
