import type { Request, RequestHandler, Response } from 'express';
import type { AppOptions } from './app-options.js';

/**
 * Lets pages of the given origins call a route, and answers their preflight before anything else is looked at:
 * browsers send it without credentials. Nothing is exposed beyond the safelisted response headers.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function cors(origins: AppOptions['corsOrigins'], methods: string): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && (origins === 'any' || origins.includes(origin));
    if (isAllowed) {
      response.setHeader('Access-Control-Allow-Origin', origins === 'any' ? '*' : origin);
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    if (isAllowed) {
      response.setHeader('Access-Control-Allow-Methods', methods);
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Accept');
      response.setHeader('Access-Control-Max-Age', '600');
    }
    response.setHeader('Allow', `${methods}, OPTIONS`);
    response.status(204).end();
  };
}

/** Takes the permission back when the client that has now shown itself does not have this origin. */
export function limitCorsToClient(
  { headers }: Pick<Request, 'headers'>,
  response: Response,
  origins: AppOptions['corsOrigins'],
): void {
  const { origin } = headers;
  if (origin !== undefined && origins !== 'any' && !origins.includes(origin)) {
    response.removeHeader('Access-Control-Allow-Origin');
  }
}
