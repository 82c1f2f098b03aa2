/** A command in this process, with all it says. */
import { runCommand } from '../../src/cli/run.js';

export interface CommandAnswer {
  readonly code: number;
  readonly printed: readonly string[];
  readonly errors: readonly string[];
}

/** Runs the command on the knowledge under a folder, which is the working directory too. */
export async function runInProcess(
  root: string,
  ...args: readonly string[]
): Promise<CommandAnswer> {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await runCommand(args, {
    root,
    cwd: root,
    environment: {},
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
