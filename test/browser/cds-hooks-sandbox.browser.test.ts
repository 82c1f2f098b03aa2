/** The service and the sandbox's FHIR server as a page of another origin uses them: real CORS, in a real browser. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { RunningSandbox } from '../../src/sandbox-mode.js';
import { startBrowser, watchForErrors } from '../support/chromium.js';
import { startSandboxUnderTest } from '../support/sandbox-service.js';
import { installClient, type SandboxCard, type SandboxClient } from './cds-hooks-sandbox-client.js';

const serviceId = 'nelm-patient-view';
const patient = 'elm';
let browser: Browser;
let sandbox: RunningSandbox;
let host: Server;
let origin: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([startBrowser(), startSandboxUnderTest()]);
  host = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="en"><title>Another EHR</title><main></main></html>');
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await browser.close();
  host.close();
  await sandbox.stop();
});

interface Opened {
  readonly page: Page;
  readonly problems: readonly string[];
  /** Calls the client in the page. */
  readonly ask: <Answer>(
    step: (client: SandboxClient, argument: never) => Promise<Answer>,
    argument?: unknown,
  ) => Promise<Answer>;
}

async function openClient(accessToken?: string): Promise<Opened> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = watchForErrors(page);
  await page.goto(origin);
  const servicesUrl = `${sandbox.url}/cds-services`;
  const fhirServer = `${sandbox.url}/sandbox/fhir`;
  await page.evaluate(installClient, { servicesUrl, fhirServer, patient, accessToken });
  const ask: Opened['ask'] = (step, argument) =>
    page.evaluate(`(${step.toString()})(globalThis.client, ${JSON.stringify(argument ?? null)})`);
  return { page, problems, ask };
}

async function ehrToken(): Promise<string> {
  const response = await fetch(`${sandbox.url}/sandbox/ehr/access-token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fhirServer: `${sandbox.url}/sandbox/fhir`, patient }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function cardsOf({ ask }: Opened): Promise<readonly SandboxCard[]> {
  const services = await ask((client) => client.discover());
  const templates = services.find(({ id }) => id === serviceId)?.prefetch ?? {};
  const { values } = await ask(
    (client, argument: Record<string, string>) => client.prefetch(argument),
    templates,
  );
  return ask((client, argument: [string, object]) => client.call(...argument), [serviceId, values]);
}

test.each(['without a token', 'with a token'])(
  'discovery, prefetch by POST _search and a call bring cards from another origin, %s',
  async (kind) => {
    const opened = await openClient(kind === 'with a token' ? await ehrToken() : undefined);
    const services = await opened.ask((client) => client.discover());
    const templates = services.find(({ id }) => id === serviceId)?.prefetch ?? {};

    const { values, methods } = await opened.ask(
      (client, argument: Record<string, string>) => client.prefetch(argument),
      templates,
    );
    const cards = await opened.ask(
      (client, argument: [string, object]) => client.call(...argument),
      [serviceId, values],
    );

    expect(Object.keys(templates).length).toBeGreaterThan(3);
    expect(Object.keys(values).sort()).toEqual(Object.keys(templates).sort());
    expect(methods.filter((method) => method === 'GET')).toHaveLength(1);
    expect(cards[0]?.summary).toContain('SSTR imaging would settle');
    expect(opened.problems).toEqual([]);
  },
);

test('an unknown token makes the prefetch fail, and the service says that it could not read the chart', async () => {
  const { ask } = await openClient('made-up');
  const { values } = await ask(
    (client, argument: Record<string, string>) => client.prefetch(argument),
    { conditions: 'Condition?patient={{context.patientId}}' },
  );

  expect(values).toEqual({});
  await expect(
    ask((client, argument: [string, object]) => client.call(...argument), [serviceId, values]),
  ).rejects.toThrow('The service answered 412.');
});

test('details that are shown as HTML, unsanitised, hold no element', async () => {
  const opened = await openClient();
  const details = (await cardsOf(opened)).map(({ detail }) => detail);

  const elements = await opened.page.evaluate(
    `${JSON.stringify(details)}.map((detail) => {
      const main = document.querySelector('main');
      main.innerHTML = detail;
      return main.querySelectorAll('*').length;
    })`,
  );

  expect(elements).toEqual(details.map(() => 0));
  expect(details.length).toBeGreaterThan(0);
});

test('a card is dismissed with one of its reasons', async () => {
  const opened = await openClient();
  const [card] = await cardsOf(opened);

  const status = await opened.ask(
    (client, argument: [string, SandboxCard]) => client.dismiss(...argument),
    [serviceId, card],
  );

  expect(card?.overrideReasons.length).toBeGreaterThan(0);
  expect(status).toBe(200);
  expect(opened.problems).toEqual([]);
});

test('the link of type smart is launched and opens the app with the patient', async () => {
  const opened = await openClient(await ehrToken());
  const [card] = await cardsOf(opened);
  const link = card?.links.find(({ type }) => type === 'smart')?.url;
  const address = await opened.ask((client, argument: string) => client.launch(argument), link);

  const app = await opened.page.context().newPage();
  const problems = watchForErrors(app);
  await app.goto(address);
  await app.waitForURL((url) => url.pathname === '/app/' && !url.searchParams.has('code'));

  expect(link).toBe(`${sandbox.url}/app/launch.html`);
  await app
    .getByText(/\bElm\b/)
    .first()
    .waitFor();
  expect(problems).toEqual([]);
});

test('the page may not read the tokens of the mock EHR, nor leave a chart there', async () => {
  const { page } = await openClient();
  const tried = await page.evaluate(
    async (url) =>
      Promise.all(
        ['ehr/access-token', 'uploads'].map((path) =>
          fetch(`${url}/sandbox/${path}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: '{}',
          }).then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      ),
    sandbox.url,
  );

  expect(tried).toEqual(['refused', 'refused']);
});
