/** A problem in a knowledge or configuration file, told so that the person who wrote the file can mend it. */
export interface DefinitionProblem {
  /** Path relative to the knowledge root, or of the configuration as it was given. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** One plain sentence: what is wrong and what would be right. */
  readonly message: string;
}

/** The knowledge cannot be used; lists everything that is wrong, not only the first. */
export class DefinitionError extends Error {
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n'));
    this.name = 'DefinitionError';
    this.problems = problems;
  }
}
