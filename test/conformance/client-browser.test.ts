/** The two clients that run in a browser, both without registration: the CDS Hooks sandbox and Meld (Logica, HSPC). */
import { randomUUID } from 'node:crypto';
import type { RunningSandbox } from '../../src/sandbox-mode.js';
import { createCdsClient } from '../support/cds-client.js';
import { createChartAnswers, fillTemplate } from '../support/chart-answers.js';
import { clientFixture } from '../support/client-fixture.js';
import { comparableAnswer, type ExplainedAnswer } from '../support/comparable-answer.js';
import {
  feedbackPath,
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { at } from '../support/sandbox-charts.js';
import { startSandboxUnderTest } from '../support/sandbox-service.js';
import { patientSample } from './patient-sample.js';
import { rule, ruleForEach } from './rule.js';

type Json = Readonly<Record<string, unknown>>;

const origin = 'https://sandbox.cds-hooks.org';
const seconds = Math.floor(new Date().getTime() / 1000);
/** Signs like the CDS Hooks sandbox, whose private key everybody has, with a key of its own. */
const publicClient = createCdsClient({ keyId: '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f' });
/** What Meld sends in the place of a JWT. */
const userToken = 'Bearer 2YotnFZFEjr1zCsicMWpAA';
const chartAnswers = createChartAnswers(at);

let sandbox: RunningSandbox;
let production: ProductionUnderTest;

beforeAll(async () => {
  sandbox = await startSandboxUnderTest(at);
  production = await startProductionUnderTest();
}, 30_000);

afterAll(async () => {
  await sandbox.stop();
  await production.stop();
});

function publicAuthorization(calledUrl: string): string {
  return publicClient.authorization(
    clientFixture('cds-hooks-sandbox/token', {
      calledUrl,
      tokenId: randomUUID(),
      issuedAt: seconds,
      expiresAt: seconds + 300,
    }),
  );
}

async function callSandbox(
  path: string,
  authorization: string | undefined,
  body?: unknown,
): Promise<Response> {
  return fetch(`${sandbox.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      origin,
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** The FHIR server of the sandbox takes its own tokens alone. */
async function accessToken(patient: string): Promise<string> {
  const body = { fhirServer: `${sandbox.url}/sandbox/fhir`, patient };
  const response = await callSandbox('/sandbox/ehr/access-token', undefined, body);
  return ((await response.json()) as { readonly access_token: string }).access_token;
}

function withToken(request: Json, token: string): Json {
  const authorization = request['fhirAuthorization'] as Json;
  return { ...request, fhirAuthorization: { ...authorization, access_token: token } };
}

async function answerTo(authorization: string | undefined, body: unknown): Promise<Json> {
  const response = await callSandbox(servicePath, authorization, body);
  expect(response.status).toBe(200);
  return comparableAnswer((await response.json()) as ExplainedAnswer);
}

function plainAnswer(patientId: string): Promise<Json> {
  return answerTo(undefined, {
    hook: 'patient-view',
    hookInstance: randomUUID(),
    fhirServer: `${sandbox.url}/sandbox/fhir`,
    context: { userId: 'Practitioner/example', patientId },
    extension: { 'org.nelm-cds.explain': true },
  });
}

function requestOf(
  client: 'cds-hooks-sandbox' | 'meld',
  patientId: string,
  prefetch: unknown,
): Json {
  return clientFixture(`${client}/patient-view`, {
    hookInstance: randomUUID(),
    fhirServer: `${sandbox.url}/sandbox/fhir`,
    accessToken: 'user-access-token',
    patientId,
    userId: 'user',
    prefetch,
  });
}

/** So that nothing the prefetch lacks can be fetched behind the test's back. */
function withoutServer(request: Json): Json {
  return { ...request, fhirServer: undefined, fhirAuthorization: undefined };
}

/**
 * Fills templates as the CDS Hooks sandbox does: parameters by name, so that a repeated one would be merged; searches
 * by POST; queries that fail are left out.
 */
async function fillLikeTheSandbox(patientId: string): Promise<Json> {
  const discovery = await callSandbox('/cds-services', publicAuthorization('x'));
  const { services } = (await discovery.json()) as {
    readonly services: readonly { readonly prefetch: Readonly<Record<string, string>> }[];
  };
  const filled = Object.entries(services[0]?.prefetch ?? {}).map(async ([key, template]) => {
    const [path = '', query] = fillTemplate(template, patientId).split('?');
    const form = Object.fromEntries(new URLSearchParams(query));
    const response = await fetch(
      `${sandbox.url}/sandbox/fhir/${path}${query === undefined ? '' : '/_search'}`,
      {
        headers: { accept: 'application/json+fhir' },
        ...(query !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
      },
    );
    return response.ok ? [[key, await response.json()] as const] : [];
  });
  return Object.fromEntries((await Promise.all(filled)).flat());
}

/** Bundles with the resources themselves in the place of entries. */
async function bareBundles(patientId: string): Promise<Json> {
  const answers = Object.entries(await chartAnswers(patientId)).map(([key, answer]) => {
    const { entry } = answer as { readonly entry?: readonly { readonly resource: Json }[] };
    const bare = { resourceType: 'Bundle', entry: entry?.map(({ resource }) => resource) ?? [] };
    return [key, answer['resourceType'] === 'Bundle' ? bare : answer];
  });
  return Object.fromEntries(answers) as Json;
}

rule(
  'R3',
  'the CDS Hooks sandbox, which fills templates by POST, gets the same cards',
  async () => {
    for (const { id } of patientSample) {
      const prefetch = await fillLikeTheSandbox(id);
      const body = requestOf('cds-hooks-sandbox', id, prefetch);

      const answer = await answerTo(publicAuthorization(`${sandbox.url}${servicePath}`), body);
      const fromPrefetchAlone = await answerTo(undefined, withoutServer(body));

      expect(Object.keys(prefetch)).toHaveLength(9);
      expect(answer).toEqual(await plainAnswer(id));
      expect(fromPrefetchAlone).toEqual(answer);
    }
  },
);

rule('R3', 'the CDS Hooks sandbox gets the same cards where its queries failed', async () => {
  const body = requestOf('cds-hooks-sandbox', 'elm', undefined);

  expect(await answerTo(publicAuthorization('x'), body)).toEqual(await plainAnswer('elm'));
});

rule('R3', 'the CDS Hooks sandbox can dismiss a card', async () => {
  const body = requestOf('cds-hooks-sandbox', 'elm', undefined);
  const answer = await callSandbox(servicePath, publicAuthorization('x'), body);
  const { cards } = (await answer.json()) as {
    readonly cards: readonly { readonly uuid: string }[];
  };
  const feedback = clientFixture('cds-hooks-sandbox/feedback', {
    card: cards[0]?.uuid,
    outcomeTimestamp: at.toISOString(),
  });

  const response = await callSandbox(feedbackPath, publicAuthorization('x'), feedback);

  expect(response.status).toBe(200);
});

rule(
  'R3',
  'Meld, with its empty prefetch and hook instance of its own kind, gets the same cards',
  async () => {
    for (const { id } of patientSample) {
      const body = withToken(requestOf('meld', id, {}), await accessToken(id));
      expect(await answerTo(userToken, body)).toEqual(await plainAnswer(id));
    }
  },
);

rule('R3', "Meld's bundles of bare resources give the same cards", async () => {
  for (const { id } of patientSample) {
    const body = requestOf('meld', id, await bareBundles(id));
    const fromPrefetchAlone = await answerTo(userToken, withoutServer(body));

    expect(await answerTo(userToken, body)).toEqual(await plainAnswer(id));
    expect(fromPrefetchAlone).toEqual(await plainAnswer(id));
  }
});

rule('R3', 'Meld reads discovery without any token', async () => {
  const response = await callSandbox('/cds-services', undefined);

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ services: [{ hook: 'patient-view' }] });
});

rule(
  'R3',
  'what Meld sends is served in production as well, where a signed token comes with it',
  async () => {
    const { hospital, requestFor } = production;
    const { fhirServer } = requestFor('elm');
    const body = { ...requestOf('meld', 'elm', {}), fhirServer };

    expect((await production.call(servicePath, { as: hospital, body })).status).toBe(200);
  },
);

ruleForEach([['/cds-services'], [servicePath], [feedbackPath]])(
  'A4',
  'sandbox mode answers the preflight for %s of a page of any origin, and its calls',
  async (path) => {
    const preflight = await fetch(`${sandbox.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': path === '/cds-services' ? 'GET' : 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    const call = await callSandbox(path, undefined, path === '/cds-services' ? undefined : {});

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toMatch(
      /authorization.*content-type/,
    );
    for (const { headers } of [preflight, call]) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
  },
);

ruleForEach([['/cds-services'], [servicePath], [feedbackPath]])(
  'A2',
  'production refuses the CDS Hooks sandbox and the access token of a user at %s',
  async (path) => {
    const body = path === '/cds-services' ? undefined : {};
    const tokens = [publicAuthorization(`${production.url}${path}`), userToken];
    for (const authorization of tokens) {
      const response = await production.call(path, { as: null, headers: { authorization }, body });

      expect(response.status).toBe(401);
      expect(await response.text()).toBe('');
    }
  },
);
