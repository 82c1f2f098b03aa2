/** The sandbox page: a mock EHR in plain HTML and JavaScript, for trying the service. Never in production. */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Router, type Response } from 'express';
import { packageRoot } from '../../src/package-root.js';

export interface SandboxPageOptions {
  readonly patients: readonly {
    readonly id: string;
    readonly name: string;
    /** One line saying what the patient shows. */
    readonly story: string;
  }[];
  readonly serviceIds: readonly string[];
}

const mediaTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
]);

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the page at the path it is mounted at (`/sandbox`), its assets beside it, and the list of patients as
 * `patients.json`. The page calls `../cds-services` and `fhir/` relative to itself.
 */
export function createSandboxPageRouter({ patients, serviceIds }: SandboxPageOptions): Router {
  const router = Router({ caseSensitive: true });
  const assets = readAssets();
  const list = JSON.stringify({
    patients: patients.map(({ id, name, story }) => ({ id, name, story })),
    serviceIds,
  });

  router.get('/', (request, response, next) => {
    const [path = '', query] = request.originalUrl.split('?');
    if (path.endsWith('/')) {
      request.url = '/index.html';
      next();
    } else {
      // Without the slash, what the page names relative to itself would be looked for one level up.
      response.redirect(308, `${request.baseUrl}/${query === undefined ? '' : `?${query}`}`);
    }
  });
  for (const [name, content] of assets) {
    router.get(`/${name}`, (_request, response) => {
      send(response, mediaTypes.get(extname(name)) ?? 'application/octet-stream', content);
    });
  }
  router.get('/patients.json', (_request, response) => {
    send(response, 'application/json; charset=utf-8', list);
  });
  return router;
}

function readAssets(): ReadonlyMap<string, string> {
  const folder = join(packageRoot(), 'sandbox', 'page', 'assets');
  const names = readdirSync(folder).filter((name) => mediaTypes.has(extname(name)));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function send(response: Response, mediaType: string, content: string): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Type', mediaType);
  response.send(content);
}
