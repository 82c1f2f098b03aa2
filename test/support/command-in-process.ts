/** A command in this process, with all it says. */
import { runCommand } from '../../src/cli/run.js';

export interface CommandAnswer {
  readonly code: number;
  readonly printed: readonly string[];
  readonly errors: readonly string[];
}

/** Where a command runs: a folder with the knowledge, which is the working directory too, and its environment. */
export interface Place {
  readonly root: string;
  readonly environment?: NodeJS.ProcessEnv;
}

export async function runInProcess(
  { root, environment = {} }: Place,
  ...args: readonly string[]
): Promise<CommandAnswer> {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await runCommand(args, {
    root,
    cwd: root,
    environment,
    software: 'nelm-cds test',
    color: false,
    now: () => new Date('2026-11-23T10:00:00Z'),
    newId: () => 'id',
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
    serve: () => Promise.resolve(0),
  });
  return { code, printed, errors };
}
