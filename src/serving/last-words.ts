import { exitCodes } from '../cli/exit-codes.js';
import { describeError } from '../observability/describe-error.js';
import type { Logger } from '../observability/logger.js';

/**
 * What nobody caught ends the process, since its state is no longer known; its class and place are logged, while Node
 * would print its message, which may quote a chart.
 */
export function logLastWords(logger: Logger): void {
  const end = (error: unknown): void => {
    logger.error('service.failed', describeError(error));
    process.exit(exitCodes.fault);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
