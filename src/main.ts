/** The only place that wires: process, clock, random ids, files and network meet the stages here. */
import { randomUUID } from 'node:crypto';
import { runCommand } from './cli/run.js';
import { softwareName } from './config/software-name.js';
import { packageRoot } from './package-root.js';
import { serve } from './serve.js';

/** Runs the command line; resolves to the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const context = {
    root: packageRoot(),
    cwd: process.cwd(),
    environment: process.env,
    software: softwareName(),
    color: process.stdout.isTTY,
    now: (): Date => new Date(),
    newId: randomUUID,
    print: (line: string): void => {
      process.stdout.write(`${line}\n`);
    },
    printError: (line: string): void => {
      process.stderr.write(`${line}\n`);
    },
  };
  return runCommand(argv, { ...context, serve: (args) => serve(args, context) });
}
