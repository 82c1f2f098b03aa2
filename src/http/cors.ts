import type { RequestHandler } from 'express';
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
