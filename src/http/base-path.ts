import type { RequestHandler } from 'express';
import { isAtOrBelow } from '../at-or-below.js';
import { AppError } from '../errors/app-error.js';

/** Asked for by whoever runs the container, which knows no base path. */
const probes = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Takes the path below which the service lives off the address of a request; whatever lies elsewhere does not exist.
 * `basePath` is empty, or has a leading and no trailing slash.
 */
export function stripBasePath(basePath: string): RequestHandler {
  return (request, _response, next) => {
    const [path = '/'] = request.url.split('?');
    if (basePath !== '' && !probes.has(path)) {
      if (!isAtOrBelow(path, basePath)) throw new AppError('NOT_FOUND');
      const rest = request.url.slice(basePath.length);
      request.url = rest.startsWith('/') ? rest : `/${rest}`;
    }
    next();
  };
}
