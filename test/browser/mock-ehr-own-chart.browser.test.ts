import type { Page } from 'playwright-core';
import { accessibilityProblems, keepScreenshot, scrollsSideways } from '../support/chromium.js';
import { hostileChart } from './hostile-chart.js';
import {
  mockEhrUnderTest,
  unfoldAll,
  untilChartIsOpen,
  type OpeningOptions,
} from './mock-ehr-page.js';

const ehr = mockEhrUnderTest();

async function openForm(options: OpeningOptions = {}) {
  const opened = await ehr.open('', options);
  await opened.page.getByText('Your own chart').click();
  return opened;
}

/** Pasted as a person does: typing this much in would take a browser half a minute. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.getByLabel('Bundle as JSON').focus();
  await page.keyboard.press('Control+V');
  await page.getByRole('button', { name: 'Open this chart' }).click();
}

async function chartOf(id: string): Promise<string> {
  return (await fetch(`${ehr.sandbox().url}/sandbox/charts/${id}.json`)).text();
}

test('a pasted Bundle is stored, its patient opened on top of the list, and the address finds it again', async () => {
  const { page, errors } = await openForm();
  await paste(page, await chartOf('almond'));
  await untilChartIsOpen(page);

  expect(await page.locator('#chart-heading').innerText()).toBe('Alois Example-Almond');
  expect(await page.locator('.card').count()).toBe(3);
  expect(await page.getByRole('list', { name: 'Uploaded chart' }).innerText()).toContain('Alois');
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('patient')).toBe('almond');
  expect(searchParams.get('upload')).not.toBeNull();
  await page.reload();
  await untilChartIsOpen(page);
  expect(await page.locator('.card').count()).toBe(3);
  expect(errors).toEqual([]);
});

test('a chosen file is stored as well', async () => {
  const { page } = await openForm();
  await page.getByLabel('Or a file').setInputFiles({
    name: 'chart.json',
    mimeType: 'application/json',
    buffer: Buffer.from(await chartOf('elm')),
  });
  await untilChartIsOpen(page);

  expect(await page.locator('#chart-heading').innerText()).toBe('Egon Example-Elm');
});

test('what was left out of an upload is told', async () => {
  const { page } = await openForm();
  const bundle = JSON.parse(await chartOf('elm')) as { entry: unknown[] };
  bundle.entry.push({ resource: { resourceType: 'Claim', id: 'a' } });
  await paste(page, JSON.stringify(bundle));
  await untilChartIsOpen(page);

  expect(await page.locator('.patient-header .notice').innerText()).toContain('Claim');
});

test.each([
  ['nothing', '', 'Paste a Bundle or choose a file first.'],
  ['text that is no JSON', '{"resourceType": "Bundle",', 'This is not a FHIR resource in JSON.'],
  ['a list', '[]', 'It must be an object with "resourceType": "Bundle".'],
  ['another resource', '{"resourceType":"Claim"}', /400|422/],
])('%s is refused with what to mend', async (_case, text, reason) => {
  const { page } = await openForm();
  await paste(page, text);

  await page.locator('.own-chart').getByText(reason).waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('an upload that is gone says so', async () => {
  const { page } = await ehr.open('?upload=gone&patient=almond');

  expect(await page.getByRole('alert').innerText()).toContain('The uploaded chart is gone');
});

test.each([
  [320, 'light'],
  [1280, 'dark'],
] as const)(
  'nothing in a chart breaks the page, runs, or loads from elsewhere (%d px, %s)',
  async (width, colorScheme) => {
    const { page, errors, requested } = await openForm({ width, colorScheme });
    await paste(page, hostileChart());
    await untilChartIsOpen(page);
    await unfoldAll(page);

    expect(await page.locator('.entry').count()).toBeGreaterThan(24);
    expect(await page.locator('main').innerText()).toContain(
      '<script>globalThis.harm = 1</script>',
    );
    expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
    expect(await page.evaluate('[typeof harm, ({}).polluted]')).toEqual(['undefined', undefined]);
    const elsewhere = requested.filter(
      (url) => !url.startsWith(ehr.sandbox().url) && url !== 'data:,',
    );
    expect(elsewhere).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
    await keepScreenshot(page, `sandbox-hostile-${width}`);
  },
);
