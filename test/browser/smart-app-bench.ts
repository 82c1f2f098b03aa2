/** The sandbox as an EHR that starts the SMART app in a real browser. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RunningSandbox } from '../../src/sandbox-mode.js';
import { startBrowser, watchForErrors } from '../support/chromium.js';
import { startSandboxUnderTest } from '../support/sandbox-service.js';

export const at = new Date('2026-11-23T10:00:00Z');

export interface OpenedPage {
  readonly page: Page;
  /** Errors of scripts, refusals of the policy, failed loads. */
  readonly problems: readonly string[];
  /** The origins that were asked for anything. */
  readonly origins: ReadonlySet<string>;
}

export interface AppBench {
  readonly url: string;
  readonly fhirServer: string;
  readonly newPage: (options?: BrowserContextOptions) => Promise<OpenedPage>;
  /** The address that the EHR opens for a patient: the card's link with launch and iss. */
  readonly launchAddress: (patient: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export async function startAppBench(): Promise<AppBench> {
  const [browser, sandbox] = await Promise.all([startBrowser(), startSandboxUnderTest(at)]);
  const fhirServer = `${sandbox.url}/sandbox/fhir`;
  return {
    url: sandbox.url,
    fhirServer,
    newPage: (options) => openPage(browser, options),
    launchAddress: (patient) => launchAddress(sandbox, fhirServer, patient),
    stop: async () => {
      await browser.close();
      await sandbox.stop();
    },
  };
}

async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  return { page, problems: watchForErrors(page), origins };
}

/** As the CDS Hooks sandbox does for links of type smart. */
async function launchAddress(
  { url }: Pick<RunningSandbox, 'url'>,
  fhirServer: string,
  patient: string,
): Promise<string> {
  const launchUrl = `${url}/app/launch.html`;
  const response = await fetch(`${fhirServer}/_services/smart/Launch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ launch_url: launchUrl, parameters: { patient } }),
  });
  const { launch_id: launch } = (await response.json()) as { launch_id: string };
  const parameters = new URLSearchParams({ launch, iss: fhirServer });
  return `${launchUrl}?${parameters.toString()}`;
}

/** Opens the app for a patient and waits for the criteria. */
export async function openChart(
  bench: AppBench,
  patient: string,
  options?: BrowserContextOptions,
): Promise<OpenedPage> {
  const opened = await bench.newPage(options);
  await opened.page.goto(await bench.launchAddress(patient));
  await opened.page.getByRole('heading', { name: 'Course', exact: true }).waitFor();
  return opened;
}

/** The card of a pathway. */
export function pathway(page: Page, id: string) {
  return page.locator(`#pathway-${id}`);
}
