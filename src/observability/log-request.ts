import type { RequestSummary } from '../model/request-summary.js';
import type { Logger } from './logger.js';

/** The one log line of a request: of the summary, what log-fields.ts allows. */
export function logRequest(logger: Logger, summary: RequestSummary): void {
  if (summary.isAborted) logger.warn('request.aborted', summary);
  else if ((summary.status ?? 0) >= 500) logger.error('request.failed', summary);
  else logger.info('request.completed', summary);
}
