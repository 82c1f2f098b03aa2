import type { DefinitionProblem } from './definition-error.js';

/** The configuration cannot be used; lists everything that is wrong, not only the first, and never a value. */
export class ConfigurationError extends Error {
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
