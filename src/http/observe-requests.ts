import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { RequestNotes, RequestSummary } from '../model/request-summary.js';

interface Arrival {
  readonly requestId: string;
  readonly arrivedAt: Date;
  /** On the clock of performance.now(). */
  readonly startedMs: number;
}

export interface ObserveOptions {
  readonly newRequestId: () => string;
  readonly now: () => Date;
  /** Called exactly once for every request, when it is over. */
  readonly onRequestOver: (summary: RequestSummary) => void;
}

/** Notes something about this request; later notes win. */
export function note(response: Response, notes: RequestNotes): void {
  response.locals['notes'] = { ...notesOf(response), ...notes };
}

/** When and under which id (never the client's) the request arrived. */
export function arrivalOf(response: Response): Arrival {
  return response.locals['arrival'] as Arrival;
}

function notesOf(response: Response): RequestNotes {
  return (response.locals['notes'] as RequestNotes | undefined) ?? {};
}

/** Gives each request an id and tells what became of it when it is over, however it ended. */
export function observeRequests(options: ObserveOptions): RequestHandler {
  const { newRequestId, now, onRequestOver } = options;
  return (request: Request, response: Response, next: NextFunction) => {
    const arrival: Arrival = {
      requestId: newRequestId(),
      arrivedAt: now(),
      startedMs: performance.now(),
    };
    response.locals['arrival'] = arrival;
    response.setHeader('X-Request-Id', arrival.requestId);
    response.on('close', () => {
      onRequestOver({
        requestId: arrival.requestId,
        arrivedAt: arrival.arrivedAt,
        method: request.method,
        route: routePattern(request),
        ...(response.headersSent && { status: response.statusCode }),
        isAborted: !response.writableFinished,
        durationMs: Math.round((performance.now() - arrival.startedMs) * 10) / 10,
        ...notesOf(response),
      });
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
