/** What the commands say of a mistake: where it is, and what would be right. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/package-root.js';
import { runInProcess } from '../support/command-in-process.js';

const root = mkdtempSync(join(tmpdir(), 'nelm-mistakes-'));
for (const folder of ['criteria', 'hooks', 'schemas']) {
  symlinkSync(join(packageRoot(), folder), join(root, folder));
}
cpSync(join(packageRoot(), 'fhir-mappings'), join(root, 'fhir-mappings'), { recursive: true });
afterAll(() => {
  rmSync(root, { recursive: true });
});

async function run(...args: readonly string[]) {
  const { code, errors } = await runInProcess({ root }, ...args);
  return { code, told: errors.join('\n') };
}

const chart = join(root, 'chart.json');
const patient = { resourceType: 'Patient', id: 'elm', birthDate: '1970-01-01' };
writeFileSync(chart, JSON.stringify([patient]));

test.each([
  [['--edition', 'review-2061'], '--edition: there is no "review-2061"; there are: review-2016.'],
  [['--assume', 'ki67=12'], '--assume: there is no fact "ki67"; did you mean `ki67Percent`?'],
])('explain %j is refused with what would be right', async (options, sentence) => {
  const { code, told } = await run('explain', chart, ...options);
  expect(code).toBe(2);
  expect(told).toContain(sentence);
});

test('a chart of two patients is told as a fault of the file', async () => {
  const file = join(root, 'two.json');
  writeFileSync(file, JSON.stringify([patient, { ...patient, id: 'fir' }]));
  expect(await run('explain', file)).toEqual({
    code: 1,
    told: 'nelm-cds: The input holds 2 Patient resources; exactly one is needed.',
  });
});

test('a row that does not hold is told with its line', async () => {
  const path = 'fhir-mappings/diagnosis/mixed-neoplasm.cases.yaml';
  const text = readFileSync(join(root, path), 'utf8');
  const changed = text.replace(
    'expect: { status: known, values: [no] }',
    'expect: { status: unknown }',
  );
  writeFileSync(join(root, path), changed);
  const name = 'a neuroendocrine diagnosis is not mixed';
  const line = text.split('\n').findIndex((one) => one.includes(name)) + 1;

  const { code, told } = await run('validate');

  expect(code).toBe(1);
  expect(told).toContain(
    `${path}:${line}: "${name}" does not hold: status is "known", expected "unknown".`,
  );
  writeFileSync(join(root, path), text);
});
