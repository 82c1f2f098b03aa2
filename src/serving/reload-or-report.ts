import { ConfigurationError } from '../errors/configuration-error.js';
import { DefinitionError } from '../errors/definition-error.js';
import type { RunningService } from '../production-mode.js';

/** Reloads; what stands in the way is told to the operator, and the service goes on as it was. */
export async function reloadOrReport(
  running: RunningService,
  printError: (line: string) => void,
): Promise<void> {
  try {
    await running.reload();
  } catch (error) {
    const isTold = error instanceof ConfigurationError || error instanceof DefinitionError;
    printError(
      `nelm-cds: the configuration was not reloaded; the service goes on with the one it has.\n${
        isTold ? error.message : 'An unexpected error occurred; see the log.'
      }`,
    );
  }
}
