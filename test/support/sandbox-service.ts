/** Sandbox mode in this process, and what a browser client gets from it. */
import { createLogger } from '../../src/observability/logger.js';
import { startSandbox, type RunningSandbox } from '../../src/sandbox-mode.js';
import { root } from './knowledge.js';

/** The clock stands at `at`; without it, it is that of this machine, as a browser’s is. */
export function startSandboxUnderTest(at?: Date): Promise<RunningSandbox> {
  return startSandbox(
    { host: '127.0.0.1', port: 0, baseUrl: undefined, timeZone: 'UTC', allowedFhirServers: [] },
    {
      root,
      software: 'nelm-cds test',
      now: () => at ?? new Date(),
      logger: createLogger({ level: 'silent' }),
    },
  );
}
