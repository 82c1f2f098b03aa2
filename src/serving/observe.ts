import type { ErrorCode } from '../errors/catalogue.js';
import type { Logger } from '../observability/logger.js';
import type { Metrics } from '../observability/metrics.js';

/** What a recorder tells of itself goes to log and metrics: nothing is lost silently. */
export function observeRecorder(
  logger: Logger,
  metrics: Metrics,
): {
  readonly onLost: (kind: string, count: number) => void;
  readonly onStoreState: (isUp: boolean) => void;
} {
  return {
    onLost: (kind, count) => {
      metrics.recordsLost(kind, count);
      logger.error('records.lost', { reason: kind, count });
    },
    onStoreState: (isUp) => {
      metrics.storeState(isUp);
      if (isUp) logger.info('store.up');
      else logger.error('store.down');
    },
  };
}

/** For `listen`: what was refused before it became a request is told as well. */
export function observeRefusals(logger: Logger, metrics: Metrics): (code: ErrorCode) => void {
  return (code) => {
    metrics.connectionRefused(code);
    logger.info('connection.refused', { code });
  };
}
