/** `nelm-cds serve`: the sandbox or production, until a signal ends it. */
import { constants } from 'node:os';
import { readArguments, UsageError } from './cli/arguments.js';
import type { CommandContext } from './cli/command-context.js';
import { unsafeEnvironment } from './config/unsafe-environment.js';
import { createLogger, inPieces, type Logger, type LoggerOptions } from './observability/logger.js';
import { limitHeapGrowth } from './serving/heap-growth.js';
import { logLastWords } from './serving/last-words.js';
import { reloadOrReport } from './serving/reload-or-report.js';

/** Runs the server until SIGINT or SIGTERM; resolves to the exit code. */
export async function serve(
  args: readonly string[],
  context: Omit<CommandContext, 'serve'>,
): Promise<number> {
  const unsafe = unsafeEnvironment(context.environment);
  if (unsafe !== undefined) throw new UsageError(unsafe);
  const isGiven = (option: string): boolean =>
    args.some((arg) => arg === option || arg.startsWith(`${option}=`));
  if (isGiven('--sandbox') && isGiven('--config')) {
    throw new UsageError('serve takes --config FILE or --sandbox, not both.');
  }
  limitHeapGrowth();
  if (isGiven('--sandbox')) return serveSandbox(args, context);
  if (isGiven('--config')) return serveProduction(args, context);
  throw new UsageError(
    'serve needs --sandbox or --config FILE: without either it would be an open service.',
  );
}

async function serveSandbox(
  args: readonly string[],
  { root, software, now, print }: Omit<CommandContext, 'serve'>,
): Promise<number> {
  // Loaded only here, so that nothing of the sandbox is part of any other mode.
  const { readSandboxOptions, sandboxBanner, startSandbox } = await import('./sandbox-mode.js');
  const options = readSandboxOptions(args);
  const logger = openLog({ level: 'info', destination: inPieces(2) });
  const running = await startSandbox(options, { root, software, now, logger });
  print(sandboxBanner(running, options));
  await untilAskedToStop();
  await running.stop();
  return 0;
}

async function serveProduction(
  args: readonly string[],
  context: Omit<CommandContext, 'serve'>,
): Promise<number> {
  const { startProduction } = await import('./production-mode.js');
  const { values } = readArguments({ args: [...args], options: { config: { type: 'string' } } });
  const { root, software, now, newId, environment, printError } = context;
  const starting = startProduction(values.config ?? '', {
    root,
    software,
    now,
    newId,
    environment,
    createLogger: (level) => openLog({ level, destination: inPieces(1) }),
    warn: (sentence) => {
      printError(`nelm-cds: warning: ${sentence}`);
    },
  });
  // From the beginning: without a handler the signal would end the process.
  process.on('SIGHUP', () => {
    void starting.then(
      (running) => reloadOrReport(running, printError),
      () => undefined,
    );
  });
  const running = await starting;
  await untilAskedToStop();
  await running.stop();
  return 0;
}

function openLog(options: LoggerOptions): Logger {
  const logger = createLogger(options);
  logLastWords(logger);
  return logger;
}

/** Resolves at the first SIGINT or SIGTERM. The next one ends the process at once, whatever is under way. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    const ask = (signal: 'SIGINT' | 'SIGTERM'): void => {
      if (isAsked) process.exit(128 + constants.signals[signal]);
      isAsked = true;
      resolve();
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
  });
}
