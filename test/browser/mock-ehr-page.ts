/** The page of the sandbox in a real browser: opened, and its traffic seen or changed on the way. */
import type { Browser, Page, Route } from 'playwright-core';
import type { RunningSandbox } from '../../src/sandbox-mode.js';
import { startBrowser, watchForErrors } from '../support/chromium.js';
import { startSandboxUnderTest } from '../support/sandbox-service.js';

export interface OpenedPage {
  readonly page: Page;
  /** Errors of scripts, refusals of the policy, failed loads. */
  readonly errors: readonly string[];
  /** Addresses of all requests. */
  readonly requested: readonly string[];
}

export interface OpeningOptions {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export const hookPath = '**/cds-services/nelm-patient-view';
export const feedbackPath = `${hookPath}/feedback`;

export interface MockEhr {
  readonly sandbox: () => RunningSandbox;
  /** Opens `/sandbox/` with a query. */
  readonly open: (query?: string, options?: OpeningOptions) => Promise<OpenedPage>;
}

/** One sandbox and one browser for all tests of a file. Its clock stands at `at`, or is that of the browser. */
export function mockEhrUnderTest(at?: Date): MockEhr {
  const running: { sandbox?: RunningSandbox; browser?: Browser } = {};
  beforeAll(async () => {
    running.sandbox = await startSandboxUnderTest(at);
    running.browser = await startBrowser();
  });
  afterAll(async () => {
    await running.browser?.close();
    await running.sandbox?.stop();
  });
  const sandbox = (): RunningSandbox => {
    if (running.sandbox === undefined) throw new Error('the sandbox is not running');
    return running.sandbox;
  };
  return {
    sandbox,
    open: (query = '', options = {}) => {
      if (running.browser === undefined) throw new Error('the browser is not running');
      return openPage(running.browser, `${sandbox().url}/sandbox/${query}`, options);
    },
  };
}

/** In a browser context of its own. */
async function openPage(
  browser: Browser,
  url: string,
  { width = 1280, colorScheme = 'light', prepare }: OpeningOptions,
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors = watchForErrors(page);
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await prepare?.(page);
  await page.goto(url);
  return { page, errors, requested };
}

/** Until the service has answered and the chart is read. */
export async function untilChartIsOpen(page: Page): Promise<void> {
  await page.locator('.cards[aria-busy=false]').waitFor();
  await page.locator('.summary[aria-busy=false]').waitFor();
}

/** The body of the next POST to an address, as the page sends it. */
export async function nextBody(page: Page, path: string): Promise<Record<string, unknown>> {
  const request = await page.waitForRequest(path);
  return request.postDataJSON() as Record<string, unknown>;
}

/** Changes the answer of the hook on its way to the page. */
export async function changeAnswer(
  page: Page,
  change: (answer: { cards: Record<string, unknown>[] }) => void,
): Promise<void> {
  await page.route(hookPath, async (route: Route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { cards: Record<string, unknown>[] };
    change(answer);
    await route.fulfill({ response, json: answer });
  });
}

/** A refusal as a FHIR server words it. */
export function refusal(status: number, diagnostics: string) {
  return {
    status,
    json: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'exception', diagnostics }],
    },
  };
}

/** Opens everything that is folded or clipped. */
export async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(
    'document.querySelectorAll("details").forEach((one) => { one.open = true; })',
  );
  const clipped = page.locator('main button[aria-expanded=false]');
  while ((await clipped.count()) > 0) {
    await clipped.evaluateAll((all) => {
      for (const one of all) (one as { click?: () => void }).click?.();
    });
  }
}
