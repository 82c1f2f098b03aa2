import type { RunningService } from '../production-mode.js';
import { whatIsRefused } from './what-is-refused.js';

/** Reloads; what stands in the way is told to the operator, and the service goes on as it was. */
export async function reloadOrReport(
  running: RunningService,
  printError: (line: string) => void,
): Promise<void> {
  try {
    await running.reload();
  } catch (error) {
    const what = whatIsRefused(error);
    const isTold = what !== 'fault' && error instanceof Error;
    const cause = isTold ? `: the ${what} cannot be taken over` : '';
    printError(
      `nelm-cds: nothing was reloaded${cause}; the service goes on with what it has.\n${
        isTold ? error.message : 'An unexpected error occurred; see the log.'
      }`,
    );
  }
}
