/** The addresses of the authorization server: authorize and token. */
import express, { Router, type Request, type Response } from 'express';
import { evidenceStyleHash } from '../../src/evidence/html.js';
import { allowAnyOrigin, refuseMethod, sendFault } from '../fhir-server/index.js';
import type { FindFhirSite } from '../fhir-sites.js';
import {
  answerAddress,
  isSameAddress,
  readAuthorizationRequest,
  refusalAddress,
  type ReadRequest,
} from './authorization-request.js';
import type { AuthorizationServer } from './authorization-server.js';
import { choosePatientPage, untrustedRequestPage } from './authorize-page.js';
import { grantedScopes } from './scopes.js';

export interface AuthorizationRouterOptions {
  readonly server: AuthorizationServer;
  readonly clientId: string;
  /** The app's redirect URI. */
  readonly redirectUri: () => string;
  readonly findSite: FindFhirSite;
}

const form = 'application/x-www-form-urlencoded';
const maxFormBytes = 16 * 1024;

export function createAuthorizationRouter(options: AuthorizationRouterOptions): Router {
  const router = Router({ caseSensitive: true });
  const parseForm = express.text({ type: form, limit: maxFormBytes });
  router
    .route('/authorize')
    .get((request, response) => {
      authorize(request, response, options);
    })
    .post(parseForm, (request, response) => {
      decide(request, response, options);
    })
    .all(refuseMethod('GET, HEAD, POST'));
  router
    .route('/token')
    .all(allowAnyOrigin)
    .post(parseForm, token(options))
    .all(refuseMethod('POST'));
  router.use(sendFault);
  return router;
}

function readRequest(request: Request, options: AuthorizationRouterOptions): ReadRequest {
  const start = request.originalUrl.indexOf('?');
  const query = start === -1 ? '' : request.originalUrl.slice(start + 1);
  return readAuthorizationRequest(new URLSearchParams(query), {
    clientId: options.clientId,
    isRedirectUri: (uri) => isSameAddress(uri, options.redirectUri()),
    findFhirBase: (audience) => options.findSite(audience)?.base(),
  });
}

function authorize(
  request: Request,
  response: Response,
  options: AuthorizationRouterOptions,
): void {
  const read = readRequest(request, options);
  if (read.kind !== 'sound') {
    refuse(response, read);
    return;
  }
  const { server } = options;
  if (read.launch === undefined) {
    const { fhirBase, redirectUri, scope } = read.request;
    const page = choosePatientPage(patientsOf(fhirBase, options), grantedScopes(scope));
    sendPage(response, page, new URL(redirectUri).origin);
    return;
  }
  const context = server.findLaunch(read.launch, read.request.fhirBase);
  if (context === undefined) {
    const description =
      'The launch is not known or has expired: open the app from the chart again.';
    const { redirectUri, state } = read.request;
    redirect(
      response,
      refusalAddress(redirectUri, { error: 'invalid_request', description, state }),
    );
    return;
  }
  redirect(response, answerAddress(read.request, server.giveCode(read.request, context)));
}

function patientsOf(fhirBase: string, { findSite }: AuthorizationRouterOptions) {
  return findSite(fhirBase)?.patients ?? [];
}

/** The answer to the form of the page. */
function decide(request: Request, response: Response, options: AuthorizationRouterOptions): void {
  const read = readRequest(request, options);
  if (read.kind !== 'sound') {
    refuse(response, read);
    return;
  }
  const answer = formOf(request);
  const { redirectUri, state, fhirBase } = read.request;
  const patient = patientsOf(fhirBase, options).find(({ id }) => id === answer.get('patient'));
  if (answer.get('decision') !== 'allow' || patient === undefined) {
    const description = 'The user did not let the app in.';
    redirect(response, refusalAddress(redirectUri, { error: 'access_denied', description, state }));
    return;
  }
  const code = options.server.giveCode(read.request, { patientId: patient.id });
  redirect(response, answerAddress(read.request, code));
}

function refuse(response: Response, read: Exclude<ReadRequest, { kind: 'sound' }>): void {
  if (read.kind === 'refused') {
    redirect(response, read.redirectTo);
    return;
  }
  response.status(400);
  sendPage(response, untrustedRequestPage(read.problem));
}

/** RFC 6749 sections 4.1.3 and 5. */
function token({ server, clientId }: AuthorizationRouterOptions) {
  return (request: Request, response: Response): void => {
    const parameters = formOf(request);
    const problem = tokenProblem(parameters, clientId);
    const get = (name: string): string => parameters.get(name) ?? '';
    const answer =
      problem === undefined
        ? server.exchangeCode({
            code: get('code'),
            clientId,
            redirectUri: get('redirect_uri'),
            codeVerifier: get('code_verifier'),
          })
        : undefined;
    response.setHeader('Pragma', 'no-cache');
    if (answer === undefined) response.status(400).json({ error: problem ?? 'invalid_grant' });
    else response.json(answer);
  };
}

function tokenProblem(parameters: URLSearchParams, clientId: string): string | undefined {
  const isMissing = (name: string): boolean => {
    const values = parameters.getAll(name);
    return values.length !== 1 || values[0] === '';
  };
  if (isMissing('grant_type')) return 'invalid_request';
  if (parameters.get('grant_type') !== 'authorization_code') return 'unsupported_grant_type';
  if (['code', 'client_id', 'redirect_uri', 'code_verifier'].some(isMissing)) {
    return 'invalid_request';
  }
  return parameters.get('client_id') === clientId ? undefined : 'invalid_client';
}

function formOf(request: Request): URLSearchParams {
  const body: unknown = request.body;
  return new URLSearchParams(typeof body === 'string' ? body : '');
}

/** The address holds a code: it is kept nowhere. */
function redirect(response: Response, address: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.redirect(302, address);
}

function sendPage(response: Response, page: string, redirectOrigin = ''): void {
  response.setHeader(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      `style-src ${evidenceStyleHash}`,
      // What a form leads to is held against this as well.
      `form-action 'self' ${redirectOrigin}`.trim(),
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
  );
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.send(page);
}
