/** The only place that wires: process, clock, random ids, files and network meet the stages here. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { UsageError } from './cli/arguments.js';
import { runCommand } from './cli/run.js';
import { softwareName } from './config/software-name.js';
import { unsafeEnvironment } from './config/unsafe-environment.js';
import { createLogger } from './observability/logger.js';
import { packageRoot } from './package-root.js';

/** Runs the command line; resolves to the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const root = packageRoot();
  const software = softwareName();
  const now = (): Date => new Date();
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  return runCommand(argv, {
    root,
    cwd: process.cwd(),
    software,
    color: process.stdout.isTTY,
    now,
    newId: randomUUID,
    print,
    printError: (line) => {
      process.stderr.write(`${line}\n`);
    },
    serve: async (args) => {
      const unsafe = unsafeEnvironment();
      if (unsafe !== undefined) throw new UsageError(unsafe);
      // Loaded only here, so that nothing of the sandbox is part of any other mode.
      const { readSandboxOptions, sandboxBanner, startSandbox } = await import('./sandbox-mode.js');
      const options = readSandboxOptions(args);
      const logger = createLogger({ level: 'info', destination: process.stderr });
      const running = await startSandbox(options, { root, software, now, logger });
      print(sandboxBanner(running, options));
      await untilStopped(running.server);
      return 0;
    },
  });
}

/** Ends on SIGINT or SIGTERM: no new connections, requests in flight are finished. */
function untilStopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      server.close(() => {
        resolve();
      });
      server.closeIdleConnections();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
