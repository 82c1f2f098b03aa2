/** The small fixture knowledge in memory, and ways to break it. */
import { readKnowledgeFiles } from '../../src/definitions/source/knowledge-files.js';
import { checkKnowledgeFiles } from '../../src/definitions/load-knowledge.js';
import { createSchemaValidator } from '../../src/definitions/source/schema-validation.js';
import type { KnowledgeFile } from '../../src/definitions/source/knowledge-files.js';

export const fixtureRoot = 'test/fixtures/knowledge-minimal';

export const { files: soundFiles } = readKnowledgeFiles(fixtureRoot, { withCases: true });

const schemas = createSchemaValidator();

export interface Breakage {
  /** Which kind of mistake this is. */
  readonly name: string;
  readonly file: string;
  /** Text in the file and what it is replaced with ... */
  readonly replace?: readonly [from: string, to: string];
  /** ... or the whole new text ... */
  readonly text?: string;
  /** ... or the file is not there. */
  readonly missing?: boolean;
  /** File of the problem, if it is another one. */
  readonly toldIn?: string;
  /** Text on the line of the problem, after the replacement. Absent: line 1. */
  readonly on?: string;
  /** Not the first line with that text but the last. */
  readonly last?: boolean;
  readonly message: string;
}

/** The fixture with one mistake in it. */
export function breakFiles(breakage: Breakage): readonly KnowledgeFile[] {
  const others = soundFiles.filter(({ path }) => path !== breakage.file);
  if (breakage.missing === true) return others;
  const original = soundFiles.find(({ path }) => path === breakage.file)?.text ?? '';
  if (breakage.text !== undefined) return [...others, { path: breakage.file, text: breakage.text }];
  const [from, to] = breakage.replace ?? ['', ''];
  if (!original.includes(from)) throw new Error(`${breakage.file} does not contain: ${from}`);
  return [...others, { path: breakage.file, text: original.replace(from, () => to) }];
}

/** Where the problem should be told: `file:line`. */
export function expectedPlace(files: readonly KnowledgeFile[], breakage: Breakage): string {
  const file = breakage.toldIn ?? breakage.file;
  const { on, last = false } = breakage;
  if (on === undefined) return `${file}:1`;
  const lines = (files.find(({ path }) => path === file)?.text ?? '').split('\n');
  const isIt = (line: string): boolean => line.includes(on);
  const index = last ? lines.findLastIndex(isIt) : lines.findIndex(isIt);
  if (index < 0) throw new Error(`${file} does not contain: ${on}`);
  return `${file}:${index + 1}`;
}

/** One test per mistake: it is told at its line and in these words; with `alone`, nothing else is told. */
export function testBreakages(
  breakages: readonly Breakage[],
  { alone }: { readonly alone: boolean } = { alone: false },
): void {
  test.each(breakages)('$name is told at its line in plain words.', (breakage) => {
    const files = breakFiles(breakage);

    const problems = checkKnowledgeFiles({ files, problems: [] }, schemas);

    const told = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    const wanted = `${expectedPlace(files, breakage)}: ${breakage.message}`;
    const matching = told.filter((text) => text.startsWith(wanted));
    expect(alone ? told : matching).toEqual([expect.stringContaining(wanted)]);
  });
}
