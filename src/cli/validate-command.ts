import { relative } from 'node:path';
import { checkCaseTables } from '../case-tables/check-case-tables.js';
import { checkKnowledge, loadCases, loadKnowledge } from '../definitions/index.js';
import { readArguments } from './arguments.js';
import type { CommandContext } from './command-context.js';

/**
 * `nelm-cds validate`: every problem of the knowledge files, one a line, as file:line:column; when there is none, every
 * row of the case tables that does not hold.
 */
export function validateCommand(
  args: readonly string[],
  { root, cwd, print, printError }: CommandContext,
): number {
  readArguments({ args: [...args] });
  const shown = (file: string): string => {
    const folder = relative(cwd, root);
    return folder === '' || folder.startsWith('..') ? file : `${folder}/${file}`;
  };
  const problems = checkKnowledge(root);
  for (const { file, line, column, message } of problems) {
    printError(`${shown(file)}:${line}:${column}: ${message}`);
  }
  if (problems.length > 0) {
    printError(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} found.`);
    return 1;
  }
  print('The knowledge files are sound. The case tables are run, which takes some seconds.');
  const cases = loadCases(root);
  const editions = new Set(cases.pathways.map(({ edition }) => edition));
  const checked = [...editions].map((edition, index) =>
    // Mappings belong to every edition: their cases are run once.
    checkCaseTables(
      index === 0 ? cases : { ...cases, mappings: [] },
      loadKnowledge(root, { edition }),
    ),
  );
  const failed = checked.flatMap((one) => one.failed);
  const count = checked.reduce((sum, one) => sum + one.count, 0);
  for (const { file, line, name, mismatches } of failed) {
    printError(`${shown(file)}:${line}: "${name}" does not hold: ${mismatches.join('; ')}.`);
  }
  if (failed.length > 0) {
    printError(`${failed.length} of ${count} cases do not hold.`);
    return 1;
  }
  print(`The knowledge is valid, and all ${count} cases hold.`);
  return 0;
}
