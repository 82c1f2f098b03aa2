import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { accessibilityProblems, keepScreenshot, scrollsSideways } from '../support/chromium.js';
import { openChart, pathway, startAppBench, type AppBench } from './smart-app-bench.js';

let bench: AppBench;
beforeAll(async () => {
  bench = await startAppBench();
});
afterAll(() => bench.stop());

function openPathway(page: Page, id: string): Promise<void> {
  return pathway(page, id).getByRole('button').first().click();
}

describe('The criteria matrix', () => {
  test.each([
    ['birch', 'liver-transplantation', 'Criteria met', 'Required: ', 'Ki-67'],
    ['maple', 'curative-resection', 'Excluded', 'Excludes: right heart insufficiency', 'Applies'],
    [
      'elm',
      'prrt',
      'Needs data',
      'Required: somatostatin receptor positive on imaging',
      'Not known',
    ],
  ])('of %s shows %s as "%s", with its criteria', async (patient, id, status, label, words) => {
    const { page, problems } = await openChart(bench, patient);
    const card = pathway(page, id);
    expect(await card.locator('.badge').textContent()).toBe(status);
    await openPathway(page, id);

    const criteria = await card.locator('.criteria').first().textContent();
    expect(criteria).toContain(label);
    expect(criteria).toContain(words);
    expect(await card.getByRole('link').getAttribute('href')).toContain(
      `evidence/review-2016/${id}`,
    );
    expect(problems).toEqual([]);
  });

  test('can be filtered by what is excluded and by what is missing, and the address keeps it', async () => {
    const { page } = await openChart(bench, 'maple');
    await page.getByRole('button', { name: 'What is excluded' }).click();
    const badges = await page.locator('.badge').allTextContents();
    expect(new Set(badges)).toEqual(new Set(['Excluded']));
    expect(page.url()).toMatch(/#show=excluded$/);
    expect(await page.locator('.criterion .state').allTextContents()).toContain('Applies');

    await page.getByRole('button', { name: 'What is missing' }).click();
    const states = await page.locator('.criterion .state').allTextContents();
    expect(states.every((state) => state.startsWith('Not known'))).toBe(true);

    await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'All' }).click();
    await page.getByLabel('Find').fill('ki-67');
    await page.getByText('Ki-67 below 5 %').waitFor();
    expect(await page.locator('.pathway').count()).toBeLessThan(10);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test('leads from a value to its record and back to where one was', async () => {
    const { page } = await openChart(bench, 'birch');
    await openPathway(page, 'liver-transplantation');
    const source = pathway(page, 'liver-transplantation')
      .locator('.criterion', { hasText: 'Ki-67 below 5 %' })
      .getByRole('button')
      .first();
    await source.click();

    const drawer = page.getByRole('dialog');
    const text = await drawer.textContent();
    expect(text).toContain('Source: Ki-67');
    expect(text).toMatch(/Observation\/birch-/);
    expect(text).toContain('"resourceType": "Observation"');
    expect(text).toMatch(/Used(yes|not used)/);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await source.and(page.locator(':focus')).count()).toBe(1);
  });

  test('shows both records of a contradiction', async () => {
    const { page } = await openChart(bench, 'fir');

    const conflict = page.getByRole('region', { name: 'Records that contradict each other' });
    expect(await conflict.textContent()).toMatch(/G1[^]*24 %/);
    expect(await conflict.getByRole('button').first().textContent()).toContain('2 sources');
  });

  test('says why a patient is outside the scope', async () => {
    const { page } = await openChart(bench, 'linden');

    const notice = page.getByRole('region', { name: 'Outside the scope of these criteria' });
    expect(await notice.textContent()).toContain('No liver metastases');
    // Nothing was judged, so there is nothing to filter or to try out.
    expect(await page.getByRole('heading', { name: 'Criteria', exact: true }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'What if', exact: true }).count()).toBe(0);
  });

  test('names a query that failed, and what it would have told stays unknown', async () => {
    const { page } = await bench.newPage();
    await page.route('**/sandbox/fhir/DiagnosticReport?**', (route) =>
      route.fulfill({ status: 500, body: '' }),
    );
    await page.goto(await bench.launchAddress('elm'));

    const notice = page.getByRole('region', { name: 'Not everything could be read' });
    await notice.waitFor();
    expect(await notice.textContent()).toContain('diagnosticReports: could not be read');
    await openPathway(page, 'curative-resection');
    expect(await pathway(page, 'curative-resection').textContent()).toContain('could not be read');
  });
});

describe('What if', () => {
  const receptor = 'Somatostatin receptor status on imaging, what if';

  test('changes a status live, says what it was, and goes back to the record', async () => {
    const { page, problems } = await openChart(bench, 'elm');
    const badge = pathway(page, 'prrt').locator('.badge');
    await page.getByLabel(receptor).selectOption('positive');

    await page.getByText('was Needs data, what if: ').first().waitFor();
    expect(await badge.textContent()).toBe('was Needs data, what if: Criteria met');
    expect(await page.locator('.assuming-banner').textContent()).toContain('not the record');
    expect(await page.locator('.outcome').textContent()).toContain(
      'PRRT: was Needs data, now Criteria met',
    );
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Back to the record' }).click();
    expect(await badge.textContent()).toBe('Needs data');
    expect(await page.locator('.assuming-banner').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('has a slider that keyboard and screen reader can use', async () => {
    const { page } = await openChart(bench, 'fir');
    const slider = page.getByRole('slider', { name: 'Ki-67 index, what if' });
    await slider.focus();
    await page.keyboard.press('Home');

    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^(below|0)/);
    await page.getByText('What if – not the record').first().waitFor();
  });

  test('a late answer to earlier assumptions is never shown', async () => {
    const { page } = await openChart(bench, 'elm');
    let calls = 0;
    await page.route('**/api/evaluate', async (route) => {
      calls += 1;
      const isFirst = calls === 1;
      const response = await route.fetch();
      // The first answer is held back until the second one has been shown.
      if (isFirst) await page.getByText('now Criteria not met').first().waitFor();
      await route.fulfill({ response }).catch(() => undefined);
    });
    const first = page.waitForRequest('**/api/evaluate');
    await page.getByLabel(receptor).selectOption('positive');
    await first;
    const dropped = page.waitForEvent('requestfailed', (request) =>
      request.url().endsWith('/api/evaluate'),
    );
    await page.getByLabel(receptor).selectOption('negative');

    await page.getByText('PRRT: was Needs data, now Criteria not met').waitFor();
    expect((await dropped).failure()?.errorText).toBe('net::ERR_ABORTED');
    expect(calls).toBe(2);
    expect(await pathway(page, 'prrt').locator('.badge').textContent()).toContain(
      'Criteria not met',
    );
  });

  test('says so when the service cannot judge, and keeps the record', async () => {
    const { page } = await openChart(bench, 'elm');
    await page.route('**/api/evaluate', (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByLabel(receptor).selectOption('positive');

    await page.getByText('The statuses shown are those of the record.').waitFor();
    expect(await pathway(page, 'prrt').locator('.badge').textContent()).toBe('Needs data');
  });
});

describe('The course', () => {
  test('is visited record by record with the keyboard and leads to the records', async () => {
    const { page } = await openChart(bench, 'jasmine');
    const points = page.getByRole('group', { name: 'Ki-67 index over time' }).getByRole('button');
    expect(await points.count()).toBeGreaterThan(1);
    await points.last().focus();
    await page.keyboard.press('ArrowLeft');

    const told = await page.locator(':focus').getAttribute('aria-label');
    expect(told).toMatch(/^Ki-67 index: \d+ %, \d{4}-\d{2}-\d{2}/);
    expect(await page.locator('.tip').textContent()).toContain('Ki-67 index');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
  });

  test('has its treatments underneath, and the same as a list', async () => {
    const { page } = await openChart(bench, 'jasmine');
    const treatments = page.getByRole('group', { name: 'Treatments over time' });

    await treatments
      .getByRole('button', { name: /everolimus, .*20\d\d/ })
      .first()
      .waitFor();
    await page.getByText('The course as a list').click();
    expect(await page.locator('.course-list').first().textContent()).toContain('everolimus');
  });
});

describe('On paper', () => {
  test.each(['acacia', 'elm', 'jasmine', 'maple', 'birch'])(
    '%s fits one A4 page',
    async (patient) => {
      const { page } = await openChart(bench, patient);

      const pdf = await page.pdf({ preferCSSPageSize: true });

      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    },
  );

  test('the record alone is told, and that values were assumed', async () => {
    const { page } = await openChart(bench, 'elm');
    await page
      .getByLabel('Somatostatin receptor status on imaging, what if')
      .selectOption('positive');
    await page.getByText('was Needs data, what if: ').first().waitFor();
    await page.emulateMedia({ media: 'print' });

    const text = await page.locator('.print-summary').innerText();
    expect(text).toContain('They are not part of this page');
    expect(text).toMatch(/Needs data \(\d+\)[^]*PRRT:[^]*Criteria not met/);
    expect(text).toContain('Example-Elm, Egon');
    expect(text).toContain('the multidisciplinary team decides');
    expect(await page.locator('.screen').isVisible()).toBe(false);
  });
});

describe.each([
  ['light', 320],
  ['dark', 320],
  ['light', 1280],
  ['dark', 1280],
  ['light', 1920],
] as const)('In %s, %s pixels wide', (colorScheme, width) => {
  test('everything opened has no accessibility problem and needs no scrolling sideways', async () => {
    const { page, problems } = await openChart(bench, 'jasmine', {
      viewport: { width, height: 900 },
      colorScheme,
    });
    await keepScreenshot(page, `app-${colorScheme}-${width}`);
    await page.getByRole('button', { name: 'Open all' }).click();
    await page.getByText('The course as a list').click();

    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    expect(problems).toEqual([]);
  });
});

test('without colours of its own the page stays readable', async () => {
  const { page } = await openChart(bench, 'maple', { forcedColors: 'active' });

  expect(await pathway(page, 'curative-resection').locator('.badge').innerText()).toBe('Excluded');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('the pages tell the licences of what they are made of', async () => {
  expect(await readFile('dist/pages/app/licenses.md', 'utf8')).toContain('preact');
});
