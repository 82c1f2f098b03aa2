/** The whole sandbox but the page on an address of its own, with a clock to turn, and the steps of an app that is launched. */
import { createHash } from 'node:crypto';
import express, { type Express } from 'express';
import request, { type Response } from 'supertest';
import { mountSandbox, sandboxAppClientId } from '../../sandbox/index.js';

export const baseUrl = 'http://127.0.0.1:3000';
export const fhirBase = `${baseUrl}/sandbox/fhir`;
export const redirectUri = `${baseUrl}/app/`;
export const verifier = 'a-verifier-of-forty-three-characters-or-more-';
export const state = 'sandbox.x-4711';

export interface SmartSandbox {
  readonly app: Express;
  readonly passMs: (duration: number) => void;
}

export function startSmartSandbox(): SmartSandbox {
  const app = express();
  let nowMs = Date.parse('2026-11-23T10:00:00Z');
  let ids = 0;
  mountSandbox(app, {
    baseUrl: () => baseUrl,
    newId: () => {
      ids += 1;
      return `new-${ids}`;
    },
    now: () => new Date(nowMs),
    serviceIds: [],
  });
  return {
    app,
    passMs: (duration) => {
      nowMs += duration;
    },
  };
}

export const launchPath = '/sandbox/fhir/_services/smart/Launch';
export const launchUrl = `${baseUrl}/app/launch.html`;
/** By S256, of `verifier`. */
export const challenge = createHash('sha256').update(verifier).digest('base64url');

/** The query of a sound authorization request, with changes; undefined leaves a parameter out. */
export function authorizeQuery(
  changes: Readonly<Record<string, string | undefined>> = {},
): URLSearchParams {
  const query: Readonly<Record<string, string | undefined>> = {
    response_type: 'code',
    client_id: sandboxAppClientId,
    redirect_uri: redirectUri,
    scope: 'launch/patient patient/*.rs',
    state,
    aud: fhirBase,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  return new URLSearchParams(given(query));
}

/** The parameters that have a value. */
function given(
  parameters: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

export function authorize(app: Express, query: URLSearchParams): Promise<Response> {
  return request(app)
    .get(`/sandbox/auth/authorize?${query.toString()}`)
    .then((answer) => answer);
}

/** Presses Allow or Deny. */
export function decide(
  app: Express,
  query: URLSearchParams,
  form: { readonly patient: string; readonly decision: string },
): Promise<Response> {
  return request(app)
    .post(`/sandbox/auth/authorize?${query.toString()}`)
    .type('form')
    .send(form)
    .then((answer) => answer);
}

/** Opens a chart and prepares the launch of the app; its id. */
export async function launchOf(app: Express, patient: string, more: object = {}): Promise<string> {
  const parameters = { patient, ...more };
  const answer = await request(app).post(launchPath).send({ launch_url: launchUrl, parameters });
  return (answer.body as { launch_id: string }).launch_id;
}

/** Where a redirect leads, with its parameters. */
export function landing(answer: Response): {
  readonly address: string;
  readonly parameters: Readonly<Record<string, string>>;
} {
  const url = new URL(answer.headers['location'] ?? '');
  return {
    address: `${url.origin}${url.pathname}`,
    parameters: Object.fromEntries(url.searchParams),
  };
}

/** A code for a patient, by the page. */
export async function codeFor(
  app: Express,
  patient: string,
  changes: Parameters<typeof authorizeQuery>[0] = {},
): Promise<string> {
  const answer = await decide(app, authorizeQuery(changes), { patient, decision: 'allow' });
  return landing(answer).parameters['code'] ?? '';
}

/** Asks for a token with a code; undefined leaves a parameter out. */
export function exchange(
  app: Express,
  changes: Readonly<Record<string, string | undefined>>,
): Promise<Response> {
  const form: Readonly<Record<string, string | undefined>> = {
    grant_type: 'authorization_code',
    client_id: sandboxAppClientId,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changes,
  };
  return request(app)
    .post('/sandbox/auth/token')
    .type('form')
    .send(given(form))
    .then((answer) => answer);
}

/** An access token for a patient with these scopes. */
export async function tokenFor(app: Express, patient: string, scope: string): Promise<string> {
  const code = await codeFor(app, patient, { scope: `launch/patient ${scope}` });
  const answer = await exchange(app, { code });
  return (answer.body as { access_token: string }).access_token;
}
