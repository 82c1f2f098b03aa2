/** The pages of the SMART app and what they need before they know a patient. */
import { createHash } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import { AppError } from '../errors/app-error.js';
import type { AppConfiguration } from '../model/smart-app.js';
import type { AppClient } from '../smart-app/app-clients.js';
import type { AppOptions, SmartAppOptions } from './app-options.js';
import { appPagePolicy, appPermissionsPolicy } from './app-page-policy.js';
import { sendJson } from './error-handler.js';
import { allowOnly } from './method-not-allowed.js';
import { sendStaticFile } from './static-pages.js';

export function addSmartAppRoutes(app: Express, { smartApp }: AppOptions): void {
  if (smartApp === undefined) return;
  const readOnly = allowOnly('GET', 'HEAD');
  app
    .route('/app')
    .get((request, response) => {
      // What the page names relative to itself would be looked for one level up.
      if (!request.path.endsWith('/')) {
        response.redirect(308, `./app/${queryOf(request)}`);
        return;
      }
      sendPage(request, response, { name: 'index.html', smartApp });
    })
    .all(readOnly);
  app.route('/app/configuration.json').get(sendConfiguration(smartApp)).all(readOnly);
  app.route('/app/knowledge.json').get(sendKnowledge(smartApp)).all(readOnly);
  app
    .route('/app/:file')
    .get((request, response) => {
      sendPage(request, response, { name: request.params.file, smartApp });
    })
    .all(readOnly);
  app
    .route('/app/assets/:file')
    .get((request, response) => {
      sendPage(request, response, { name: `assets/${request.params.file}`, smartApp });
    })
    .all(readOnly);
}

function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start === -1 ? '' : originalUrl.slice(start);
}

interface PageOptions {
  readonly name: string;
  readonly smartApp: SmartAppOptions;
}

function sendPage(request: Request, response: Response, { name, smartApp }: PageOptions): void {
  const file = smartApp.pages.get(name);
  if (file === undefined) throw new AppError('NOT_FOUND');
  const client = clientOf(request, smartApp);
  response.setHeader('Content-Security-Policy', appPagePolicy(client?.smartApp));
  response.setHeader('Permissions-Policy', appPermissionsPolicy);
  sendStaticFile(request, response, file);
}

/** The EHR that launches the app, or to whose sign-in it went: that one's state is beside the code. */
function clientOf({ query }: Request, { clients }: SmartAppOptions): AppClient | undefined {
  const { state, iss } = query;
  if (typeof state === 'string') return clients.byState(state);
  return typeof iss === 'string' ? clients.byFhirBase(iss) : undefined;
}

function sendConfiguration({ clients, queries }: SmartAppOptions): RequestHandler {
  return ({ query }, response) => {
    const { iss } = query;
    const found = typeof iss === 'string' ? clients.byFhirBase(iss) : undefined;
    if (found === undefined) throw new AppError('NOT_FOUND');
    const configuration: AppConfiguration = {
      client: found.client.id,
      clientId: found.smartApp.clientId,
      fhirServer: found.fhirBase,
      queries,
    };
    sendJson(response, JSON.stringify(configuration), 'application/json');
  };
}

/** Made once; asked for anew each time, and answered only where it has changed. */
function sendKnowledge({ knowledge }: SmartAppOptions): RequestHandler {
  const json = JSON.stringify(knowledge());
  const hash = createHash('sha256').update(json).digest('base64url');
  return (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', `"${hash}"`);
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.send(json);
  };
}
