import { relative } from 'node:path';
import { checkKnowledge } from '../definitions/index.js';
import type { CommandContext } from './command-context.js';

/** `nelm-cds validate`: every problem of the knowledge files, one a line, as file:line:column. */
export function validateCommand({ root, cwd, print, printError }: CommandContext): number {
  const problems = checkKnowledge(root);
  for (const { file, line, column, message } of problems) {
    const folder = relative(cwd, root);
    const shown = folder === '' || folder.startsWith('..') ? file : `${folder}/${file}`;
    printError(`${shown}:${line}:${column}: ${message}`);
  }
  if (problems.length === 0) {
    print('The knowledge is valid.');
    return 0;
  }
  printError(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} found.`);
  return 1;
}
