/** For whoever runs the service: liveness, readiness, metrics. */
import type { Express } from 'express';
import { AppError } from '../errors/app-error.js';
import type { AppOptions } from './app-options.js';
import { sendJson } from './error-handler.js';
import { allowOnly } from './method-not-allowed.js';

export function addOperationsRoutes(app: Express, { readiness, metrics }: AppOptions): void {
  const readOnly = allowOnly('GET', 'HEAD');
  app
    .route('/healthz')
    .get((_request, response) => {
      sendJson(response, '{"status":"ok"}', 'application/json');
    })
    .all(readOnly);
  app
    .route('/readyz')
    .get((_request, response) => {
      const state = readiness();
      if (state.status === 'stopping') throw new AppError('NOT_READY');
      sendJson(response, JSON.stringify(state), 'application/json');
    })
    .all(readOnly);
  if (metrics === undefined) return;
  app
    .route('/metrics')
    .get(async (_request, response) => {
      response.setHeader('Content-Type', metrics.contentType);
      response.send(await metrics.text());
    })
    .all(readOnly);
}
