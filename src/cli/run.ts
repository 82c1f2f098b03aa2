/** From the words of the command line to a command, and from any failure to one sentence and an exit code. */
import { AppError } from '../errors/app-error.js';
import { ConfigurationError } from '../errors/configuration-error.js';
import { DefinitionError } from '../errors/definition-error.js';
import { StoreError } from '../errors/store-error.js';
import { UsageError, usageOf } from './arguments.js';
import type { CommandContext } from './command-context.js';
import { exitCodes } from './exit-codes.js';

type Command = (args: readonly string[], context: CommandContext) => number | Promise<number>;

/** Loaded when called, so that the server starts without what only they need. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['purge', async (): Promise<Command> => (await import('./purge-command.js')).purgeCommand],
  [
    'validate',
    async (): Promise<Command> => (await import('./validate-command.js')).validateCommand,
  ],
  ['explain', async (): Promise<Command> => (await import('./explain-command.js')).explainCommand],
  ['docs', async (): Promise<Command> => (await import('./docs-command.js')).docsCommand],
]);

/** Runs a command; resolves to the exit code. */
export async function runCommand(
  argv: readonly string[],
  context: CommandContext,
): Promise<number> {
  const [command = '', ...args] = argv;
  try {
    if (args.includes('--help')) {
      context.print(usageOf(command));
      return 0;
    }
    if (command === 'serve') return await context.serve(args);
    const load = commands.get(command);
    if (load !== undefined) return await (await load())(args, context);
    return printAbout(command, context);
  } catch (error) {
    return reportFailure(error, command, context);
  }
}

function printAbout(command: string, { print, software }: CommandContext): number {
  if (command === '--version') print(software);
  else if (command === '--help') print(usageOf(''));
  else if (command === '') throw new UsageError('A command is missing.');
  else throw new UsageError(`There is no command "${command}".`);
  return 0;
}

function reportFailure(error: unknown, command: string, { printError }: CommandContext): number {
  if (error instanceof UsageError) {
    printError(`nelm-cds: ${error.message}\n\n${usageOf(command)}`);
    return exitCodes.usage;
  }
  if (error instanceof DefinitionError) {
    printError(`nelm-cds: the knowledge cannot be used, ${error.problems.length} problem(s):`);
    printError(error.message);
    return exitCodes.knowledge;
  }
  if (error instanceof ConfigurationError) {
    printError(`nelm-cds: the configuration cannot be used, ${error.problems.length} problem(s):`);
    printError(error.message);
    return exitCodes.configuration;
  }
  if (error instanceof StoreError) {
    printError(`nelm-cds: the store cannot be used: ${error.message}`);
    return exitCodes.store;
  }
  if (error instanceof AppError) {
    // The sentence of the catalogue speaks of requests.
    printError(`nelm-cds: ${error.details.problem ?? error.message}`);
    return exitCodes.failure;
  }
  printError(`nelm-cds: ${startFailure(error)}`);
  return exitCodes.failure;
}

/** What the operating system refused, in words. */
function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'failed for an unknown reason.';
  const { code, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  switch (code ?? '') {
    case 'EADDRINUSE':
      return `port ${port ?? ''} on ${address ?? ''} is already in use; stop the other program or choose another port.`;
    case 'EACCES':
    case 'EPERM':
      return port === undefined
        ? `a file or folder may not be read: ${error.message}.`
        : `port ${port} may not be opened by this user; choose one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `the address ${address ?? 'to listen on'} is not one of this machine.`;
    default:
      return error.message;
  }
}
