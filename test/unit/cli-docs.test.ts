import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { runInProcess } from '../support/command-in-process.js';

const root = mkdtempSync(join(tmpdir(), 'nelm-docs-'));
for (const folder of ['criteria', 'fhir-mappings', 'hooks']) {
  symlinkSync(join(packageRoot(), folder), join(root, folder));
}
const folder = join(root, 'docs', 'knowledge');
afterAll(() => {
  rmSync(root, { recursive: true });
});

const run = (...args: readonly string[]) => runInProcess({ root }, ...args);

test('a check before the first run names every page as missing', async () => {
  const { code, errors } = await run('docs', '--check');

  expect(code).toBe(1);
  expect(errors).toContain('docs/knowledge/README.md: missing');
  expect(errors.at(-1)).toBe('Run `nelm-cds docs` and commit what it writes.');
});

test('the pages are written, and are current then', async () => {
  expect((await run('docs')).code).toBe(0);
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('# Clinical knowledge');
  expect(await run('docs', '--check')).toEqual({
    code: 0,
    printed: ['The pages in docs/knowledge are current.'],
    errors: [],
  });
  expect((await run('docs')).printed[0]).toMatch(
    /^\d+ pages in docs\/knowledge, 0 of them written/,
  );
});

test('a page that was changed, and one no longer generated, are named and put right', async () => {
  const page = readFileSync(join(folder, 'scope.md'), 'utf8');
  writeFileSync(join(folder, 'scope.md'), `${page}More.\n`);
  mkdirSync(join(folder, 'pathways'), { recursive: true });
  writeFileSync(join(folder, 'pathways', 'gone.md'), page);

  const { code, errors } = await run('docs', '--check');

  expect(code).toBe(1);
  expect(errors.slice(0, -1)).toEqual([
    'docs/knowledge/scope.md: not current',
    'docs/knowledge/pathways/gone.md: no longer generated',
  ]);
  await run('docs');
  expect((await run('docs', '--check')).code).toBe(0);
});

test('a page written by hand is left alone', async () => {
  const path = join(folder, 'by-hand.md');
  writeFileSync(path, '# By hand\n');

  expect((await run('docs', '--check')).code).toBe(0);
  await run('docs');
  expect(readFileSync(path, 'utf8')).toBe('# By hand\n');
});

test('an unknown option is a usage error', async () => {
  const { code, errors } = await run('docs', '--chekc');

  expect(code).toBe(2);
  expect(errors[0]).toContain('docs [--check]');
});

test('--help after a command tells what that command takes', async () => {
  const { code, printed } = await run('docs', '--help');

  expect(code).toBe(0);
  expect(printed.join('')).toContain('docs [--check]');
  expect(printed.join('')).not.toContain('explain');
});
