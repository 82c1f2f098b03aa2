import type { ServerResponse } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import { AppError } from '../errors/app-error.js';
import { toOperationOutcome } from '../errors/operation-outcome.js';
import { describeError } from '../observability/describe-error.js';
import { note } from './observe-requests.js';

const retryAfterSeconds = '5';

/** The one place where an error becomes an answer: an OperationOutcome with the catalogue's fixed text. */
export function answerErrors(): ErrorRequestHandler {
  return (thrown: unknown, _request, response, next) => {
    const error = toAppError(thrown);
    const { reason, clientId, queries } = error.details;
    note(response, {
      code: error.code,
      ...(reason !== undefined && { reason }),
      ...(clientId !== undefined && { claimedClientId: clientId }),
      ...(queries !== undefined && { unread: queries.length }),
    });
    if (error.code === 'INTERNAL') note(response, describeError(error.cause ?? thrown));
    if (response.headersSent) {
      // Nothing can be said any more; express closes the connection.
      next(thrown);
      return;
    }
    const { status, body } = toOperationOutcome(error);
    response.setHeader('Cache-Control', 'no-store');
    if (status === 401) {
      // Whoever cannot prove who they are learns nothing.
      response.status(401).setHeader('WWW-Authenticate', 'Bearer').end();
      return;
    }
    if (status === 429 || status === 503) response.setHeader('Retry-After', retryAfterSeconds);
    sendJson(response.status(status), JSON.stringify(body), 'application/fhir+json');
  };
}

/** Sends text that is JSON already, with its own media type. Nothing is left for express to find out. */
export function sendJson(response: ServerResponse, json: string, mediaType: string): void {
  response.setHeader('Content-Type', `${mediaType}; charset=utf-8`);
  response.setHeader('Content-Length', Buffer.byteLength(json));
  response.end(json);
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  // A path that cannot be decoded names nothing.
  return new AppError(thrown instanceof URIError ? 'NOT_FOUND' : 'INTERNAL', {}, thrown);
}
