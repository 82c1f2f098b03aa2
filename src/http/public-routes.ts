/** What anybody may read: the evidence pages and the code system. */
import type { Express, Response } from 'express';
import { AppError } from '../errors/app-error.js';
import type { AppOptions } from './app-options.js';
import { sendJson } from './error-handler.js';
import { allowOnly } from './method-not-allowed.js';

export function addPublicRoutes(app: Express, { evidence, codeSystem }: AppOptions): void {
  const readOnly = allowOnly('GET', 'HEAD');
  app
    .route('/evidence/:edition')
    .get(({ params, path }, response) => {
      const page = evidence.index(params.edition);
      // The links of the page are relative to its folder.
      if (page !== undefined && !path.endsWith('/')) {
        response.redirect(301, `./${encodeURIComponent(params.edition)}/`);
        return;
      }
      sendPage(response, page, evidence.styleHash);
    })
    .all(readOnly);
  app
    .route('/evidence/:edition/:pathway')
    .get(({ params }, response) => {
      sendPage(response, evidence.page(params.edition, params.pathway), evidence.styleHash);
    })
    .all(readOnly);
  app
    .route('/fhir/CodeSystem/nelm')
    .get((_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=300');
      sendJson(response, JSON.stringify(codeSystem()), 'application/fhir+json');
    })
    .all(readOnly);
}

function sendPage(response: Response, html: string | undefined, styleHash: string): void {
  if (html === undefined) throw new AppError('NOT_FOUND');
  response.setHeader('Cache-Control', 'public, max-age=300');
  response.setHeader('Content-Security-Policy', evidencePolicy(styleHash));
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.send(html);
}

function evidencePolicy(styleHash: string): string {
  const source = `'${styleHash.replaceAll("'", '')}'`;
  return `default-src 'none'; style-src ${source}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
