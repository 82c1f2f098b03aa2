/** `/sandbox/uploads`: takes charts that visitors bring along, and leads to the FHIR server of each. */
import express, { Router, type Request, type Response } from 'express';
import { FhirFault, isJson, refuseMethod, sendFault } from '../fhir-server/index.js';
import type { Upload, Uploads } from './uploads.js';

/** An upload with the router of its FHIR base. */
export interface RoutedUpload extends Upload {
  readonly router: Router;
}

const maxBytes = 10 * 1024 * 1024;

/** For pages of the same origin only, but the FHIR servers, which are open as the other one is. */
export function createUploadsRouter(uploads: Uploads<RoutedUpload>): Router {
  const router = Router({ caseSensitive: true });
  const readText = express.text({ type: isJson, limit: maxBytes });
  router
    .route('/')
    .post(readText, (request: Request, response: Response) => {
      const text = readBody(request);
      const upload = uploads.add(parseBody(text), text.length);
      response.setHeader('Location', `${request.baseUrl}/${upload.id}`);
      response.status(201).json(describe(upload));
    })
    .all(refuseMethod('POST'));
  router
    .route('/:id')
    .get(({ params }, response) => {
      const upload = uploads.find(params.id);
      if (upload === undefined) throw gone();
      response.json(describe(upload));
    })
    .all(refuseMethod('GET, HEAD'));
  router.use('/:id/fhir', (request: Request<{ id: string }>, response, next) => {
    const upload = uploads.find(request.params.id);
    if (upload === undefined) throw gone();
    upload.router(request, response, next);
  });
  router.use(sendFault);
  return router;
}

function readBody(request: Request): string {
  const body: unknown = request.body;
  if (!isJson(request)) throw new FhirFault(415, 'not-supported', 'The body must be JSON.');
  return typeof body === 'string' ? body : '';
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FhirFault(400, 'structure', 'The body is not JSON.');
  }
}

function gone(): FhirFault {
  const text = 'There is no such upload: the oldest go when others come or the sandbox ends.';
  return new FhirFault(404, 'not-found', text);
}

function describe({ id, site, notes }: Upload): object {
  return { id, fhirServer: site.base(), patients: site.patients, notes };
}
