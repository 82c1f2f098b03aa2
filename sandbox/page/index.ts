/** Serves the page of the sandbox: a mock EHR that runs in the browser. Never in production. */
import { join } from 'node:path';
import { Router, type Request, type Response } from 'express';
import { packageRoot } from '../../src/package-root.js';
import { readStaticFiles, sendStaticFile, type StaticFile } from '../../src/http/static-pages.js';

export interface SandboxPageOptions {
  readonly patients: readonly {
    readonly id: string;
    readonly name: string;
    /** One line saying what the patient shows. */
    readonly story: string;
  }[];
  readonly serviceIds: readonly string[];
}

/** The pages have not been built. */
export class PagesMissing extends Error {}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  // SMART apps open inside the page; one under another name of this machine is as near as the page itself.
  "frame-src 'self' http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Serves the page at the path it is mounted at (`/sandbox`), its assets below it, and the list of patients as
 * `patients.json`. The page calls `../cds-services`, `fhir/` and `uploads/` relative to itself. Throws PagesMissing
 * where `npm run build` has not been run.
 */
export function createSandboxPageRouter({ patients, serviceIds }: SandboxPageOptions): Router {
  const router = Router({ caseSensitive: true });
  const { page, assets } = readPage();
  const list = JSON.stringify({
    patients: patients.map(({ id, name, story }) => ({ id, name, story })),
    serviceIds,
  });

  router.get('/', (request, response) => {
    const [path = '', query] = request.originalUrl.split('?');
    if (path.endsWith('/')) {
      send(request, response, page);
      return;
    }
    // Without the slash, what the page names relative to itself would be looked for one level up.
    response.redirect(308, `${request.baseUrl}/${query === undefined ? '' : `?${query}`}`);
  });
  for (const [name, file] of assets) {
    router.get(`/${name}`, (request, response) => {
      send(request, response, file);
    });
  }
  router.get('/patients.json', (_request, response) => {
    protect(response);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.send(list);
  });
  return router;
}

function readPage(): { readonly page: StaticFile; readonly assets: [string, StaticFile][] } {
  const files = readStaticFiles(join(packageRoot(), 'dist', 'pages', 'sandbox'));
  const page = files?.get('index.html');
  if (files === undefined || page === undefined) {
    throw new PagesMissing('The page of the sandbox has not been built: run "npm run build".');
  }
  return { page, assets: [...files].filter(([name]) => name !== 'index.html') };
}

function send(request: Request, response: Response, file: StaticFile): void {
  protect(response);
  sendStaticFile(request, response, file);
}

function protect(response: Response): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
}
