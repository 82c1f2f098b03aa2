import type { RequestHandler } from 'express';
import { AppError } from '../errors/app-error.js';

/** Ends a route: OPTIONS is answered with what is allowed, every other method that got here with 405. */
export function allowOnly(...methods: readonly string[]): RequestHandler {
  const allowed = [...methods, 'OPTIONS'].join(', ');
  return (request, response) => {
    response.setHeader('Allow', allowed);
    if (request.method !== 'OPTIONS') throw new AppError('METHOD_NOT_ALLOWED');
    response.status(204).end();
  };
}
