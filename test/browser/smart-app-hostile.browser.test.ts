import type { Route } from 'playwright-core';
import { accessibilityProblems, scrollsSideways } from '../support/chromium.js';
import { hostileChart } from './hostile-chart.js';
import { startAppBench, type AppBench, type OpenedPage } from './smart-app-bench.js';

let bench: AppBench;
beforeAll(async () => {
  bench = await startAppBench();
});
afterAll(() => bench.stop());

type Record = Readonly<{ [name: string]: unknown }>;

const records = (
  JSON.parse(hostileChart().replaceAll('hostile', 'elm')) as { entry: { resource: Record }[] }
).entry.map(({ resource }) => resource);

/** The FHIR server answers with the hostile chart in place of the patient's. */
function answerWithHostileChart(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname;
  const type = /\/fhir\/(\w+)/.exec(path)?.[1];
  const found = records.filter(({ resourceType }) => resourceType === type);
  const json = path.endsWith('/Patient/elm')
    ? found[0]
    : {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: found.map((resource) => ({ resource })),
      };
  return route.fulfill({ json });
}

const hostileText = `<img src=x onerror="globalThis.harm = 1"> ${'x'.repeat(10_000)}`;

/** The patient's own records, with every word in them replaced. */
async function answerWithHostileWords(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = (await response.text()).replaceAll(
    /"(display|text)":"[^"]*"/g,
    (_match, name: string) => `"${name}":${JSON.stringify(hostileText)}`,
  );
  await route.fulfill({ response, body });
}

async function openHostileChart(
  width: number,
  answer: (route: Route) => Promise<void> = answerWithHostileChart,
): Promise<OpenedPage> {
  const opened = await bench.newPage({ viewport: { width, height: 900 } });
  await opened.page.route(/\/sandbox\/fhir\/[A-Z]/, answer);
  await opened.page.goto(await bench.launchAddress('elm'));
  await opened.page.getByRole('heading', { name: 'Criteria', exact: true }).waitFor();
  return opened;
}

test.each([320, 1280])(
  'nothing that a chart contains runs, loads or breaks the page at %s pixels',
  async (width) => {
    const { page, problems, origins } = await openHostileChart(width);
    await page.getByRole('button', { name: 'Open all' }).click();

    expect(await page.locator('.masthead h1').textContent()).toContain('<script>');
    expect(await scrollsSideways(page)).toBe(false);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('globalThis.harm')).toBeUndefined();
    expect([...origins]).toEqual([bench.url]);
    expect(problems).toEqual([]);
  },
);

test('records are shown as they are, however long, and run nothing', async () => {
  const { page, problems, origins } = await openHostileChart(320, answerWithHostileWords);
  await page.getByText('The course as a list').click();
  await page.getByRole('button', { name: 'Open all' }).click();
  await page
    .locator('.pathway')
    .getByRole('button', { name: /^\d* ?sources? of/i })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer
    .getByRole('button', { name: /^Show all/ })
    .first()
    .click();
  await drawer.getByText('The record as it is (FHIR JSON)').first().click();

  expect(await scrollsSideways(page)).toBe(false);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await page.evaluate('globalThis.harm')).toBeUndefined();
  expect([...origins]).toEqual([bench.url]);
  expect(problems).toEqual([]);
});

test('the printed summary of such a chart is still a page', async () => {
  const { page } = await openHostileChart(1280);

  const pdf = await page.pdf({ preferCSSPageSize: true });

  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
