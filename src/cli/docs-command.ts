import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { loadKnowledge, loadValueSets } from '../definitions/index.js';
import { generatedMark, knowledgePages, type Page } from '../documentation/index.js';
import { readArguments } from './arguments.js';
import type { CommandContext } from './command-context.js';

/** Where the pages lie, relative to the knowledge root. */
const folder = 'docs/knowledge';

/** `nelm-cds docs [--check]`: writes the pages of the knowledge, or says which of them are not current. */
export function docsCommand(args: readonly string[], context: CommandContext): number {
  const { values } = readArguments({ args: [...args], options: { check: { type: 'boolean' } } });
  const pages = knowledgePages(loadKnowledge(context.root), loadValueSets(context.root));
  return values.check === true ? checkDocs(pages, context) : writeDocs(pages, context);
}

/** 0 when every page is there as generated and no other is; else 1, naming each that is not. */
export function checkDocs(
  pages: readonly Page[],
  { root, print, printError }: Pick<CommandContext, 'root' | 'print' | 'printError'>,
): number {
  const stale = [
    ...pages
      .filter(({ path, text }) => readPage(root, path) !== text)
      .map(
        ({ path }) =>
          `${folder}/${path}: ${readPage(root, path) === undefined ? 'missing' : 'not current'}`,
      ),
    ...leftOver(pages, root).map((path) => `${folder}/${path}: no longer generated`),
  ];
  if (stale.length === 0) {
    print(`The pages in ${folder} are current.`);
    return 0;
  }
  for (const line of stale) printError(line);
  printError('Run `nelm-cds docs` and commit what it writes.');
  return 1;
}

/** Writes what changed and removes what is no longer generated. */
export function writeDocs(
  pages: readonly Page[],
  { root, print }: Pick<CommandContext, 'root' | 'print'>,
): number {
  for (const path of leftOver(pages, root)) rmSync(join(root, folder, path));
  const changed = pages.filter(({ path, text }) => readPage(root, path) !== text);
  for (const { path, text } of changed) {
    const file = join(root, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  print(`${pages.length} pages in ${folder}, ${changed.length} of them written.`);
  return 0;
}

/** Pages generated once that no longer are; files written by hand are left alone. */
function leftOver(pages: readonly Page[], root: string): readonly string[] {
  const base = join(root, folder);
  if (!existsSync(base)) return [];
  const current = new Set(pages.map(({ path }) => path));
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.md') && !current.has(path))
    .filter((path) => readPage(root, path)?.startsWith(generatedMark) === true)
    .sort();
}

function readPage(root: string, path: string): string | undefined {
  const file = join(root, folder, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
