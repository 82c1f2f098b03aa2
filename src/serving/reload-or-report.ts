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
    const { what, why } = refused(error);
    printError(`nelm-cds: ${what}; the service goes on with what it has.\n${why}`);
  }
}

function refused(error: unknown): { readonly what: string; readonly why: string } {
  if (error instanceof DefinitionError) {
    return { what: 'nothing was reloaded: the knowledge cannot be used', why: error.message };
  }
  if (error instanceof ConfigurationError) {
    return { what: 'nothing was reloaded: the configuration cannot be used', why: error.message };
  }
  return { what: 'nothing was reloaded', why: 'An unexpected error occurred; see the log.' };
}
