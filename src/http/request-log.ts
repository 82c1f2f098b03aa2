import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from '../observability/logger.js';
import type { LogFields } from '../observability/log-fields.js';

/** What a route adds to the log line of its request. */
export type RequestFields = Pick<
  LogFields,
  'serviceId' | 'code' | 'cards' | 'items' | 'rejected' | 'errorName' | 'at' | 'rule'
>;

/** Notes fields for the log line of this request; later notes win. */
export function noteForLog(response: Response, fields: RequestFields): void {
  response.locals['logFields'] = { ...notedFields(response), ...fields };
}

function notedFields(response: Response): RequestFields {
  return (response.locals['logFields'] as RequestFields | undefined) ?? {};
}

/** Gives each request an id (never the client's) and writes exactly one line when it is over. */
export function logRequests(logger: Logger, newRequestId: () => string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const requestId = newRequestId();
    const startedAt = performance.now();
    response.setHeader('X-Request-Id', requestId);
    response.on('close', () => {
      const fields: LogFields = {
        requestId,
        method: request.method,
        route: routePattern(request),
        ...(response.headersSent && { status: response.statusCode }),
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        ...notedFields(response),
      };
      if (!response.writableFinished) logger.warn('request.aborted', fields);
      else if (response.statusCode >= 500) logger.error('request.failed', fields);
      else logger.info('request.completed', fields);
    });
    next();
  };
}

/** The pattern of the matched route; the address itself may hold ids. */
function routePattern(request: Request): string {
  const route: unknown = request.route;
  const path: unknown =
    typeof route === 'object' && route !== null && 'path' in route && route.path;
  return typeof path === 'string' ? path : 'none';
}
