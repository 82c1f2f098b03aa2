/** The first line of each file tells editors which schema explains it. */
import { posix } from 'node:path';
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { kindOf } from '../source/document-kinds.js';
import type { KnowledgeFile } from '../source/knowledge-files.js';

const pattern = /^# yaml-language-server: \$schema=(\S+)\s*$/;

/** A problem if the first line does not lead from the file to its schema. */
export function* checkEditorLine({ path, text }: KnowledgeFile): Iterable<DefinitionProblem> {
  const kind = kindOf(path);
  if (kind === undefined || text.trim() === '') return;
  const expected = `schemas/${kind}.schema.json`;
  const given = pattern.exec(text.split('\n', 1)[0] ?? '')?.[1];
  const resolved = given === undefined ? undefined : posix.join(posix.dirname(path), given);
  if (resolved?.replace(/^(\.\.\/)+/, '') === expected) return;
  const right = posix.relative(posix.dirname(path), expected);
  const message = `The first line must be: # yaml-language-server: $schema=${right}`;
  yield { file: path, line: 1, column: 1, message };
}
