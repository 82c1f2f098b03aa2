import type { Page } from 'playwright-core';
import { keepScreenshot } from '../support/chromium.js';
import {
  changeAnswer,
  feedbackPath,
  hookPath,
  nextBody,
  mockEhrUnderTest,
  refusal,
  untilChartIsOpen,
} from './mock-ehr-page.js';

const anyText = expect.any(String) as string;
const ehr = mockEhrUnderTest();

async function openPatient(query: string, prepare?: (page: Page) => Promise<unknown>) {
  const opened = await ehr.open(`?patient=${query}`, prepare && { prepare });
  await untilChartIsOpen(opened.page);
  return { ...opened, card: opened.page.locator('.card').first() };
}

test('accepting a suggestion signs and stores the order, tells the service, and it is not suggested again', async () => {
  const { page, card, errors } = await openPatient('elm');
  const [feedback] = await Promise.all([
    nextBody(page, feedbackPath),
    card.getByRole('button', { name: 'Draft order: SSTR PET/CT' }).click(),
  ]);
  const link = card.getByRole('link', { name: /^ServiceRequest\// });
  await link.waitFor();

  expect(await card.locator('.suggestion [role=status]').innerText()).toMatch(
    /^Signed and stored as ServiceRequest\/\S+\. Feedback sent: accepted\.$/,
  );
  expect(feedback).toEqual({
    feedback: [
      {
        card: anyText,
        outcome: 'accepted',
        acceptedSuggestions: [{ id: anyText }],
        outcomeTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      },
    ],
  });
  const stored = await fetch((await link.getAttribute('href')) ?? '');
  expect(await stored.json()).toMatchObject({
    resourceType: 'ServiceRequest',
    status: 'active',
    subject: { reference: 'Patient/elm' },
  });
  await Promise.all([
    page.waitForResponse(hookPath),
    card.getByRole('button', { name: 'Open the chart again' }).click(),
  ]);
  await untilChartIsOpen(page);
  expect(await page.locator('.card').count()).toBeGreaterThan(0);
  expect(await page.getByRole('button', { name: 'Draft order: SSTR PET/CT' }).count()).toBe(0);
  expect(await page.locator('.summary-section.orders').innerText()).toContain('SSTR PET/CT');
  expect(errors).toEqual([]);
});

test('dismissing with reason and comment sends both, and folds the card', async () => {
  const { page, card, errors } = await openPatient('almond');
  await card.getByText('Dismiss this card').click();
  await card.getByLabel('Reason').selectOption({ index: 3 });
  const reason = await card.getByLabel('Reason').locator('option').nth(3).innerText();
  await card.getByLabel('Comment').fill('Discussed on Monday');
  const [feedback] = await Promise.all([
    nextBody(page, feedbackPath),
    card.getByRole('button', { name: 'Dismiss' }).click(),
  ]);

  expect(feedback).toMatchObject({
    feedback: [
      {
        outcome: 'overridden',
        overrideReason: {
          reason: { code: anyText, system: anyText, display: reason },
          userComment: 'Discussed on Monday',
        },
      },
    ],
  });
  await card.getByText('Dismissed. Feedback sent: overridden.').waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Dismissed.');
  expect(await card.locator('.markdown').count()).toBe(0);
  expect(errors).toEqual([]);
});

test('CDS Hooks 1.x has no feedback: none is sent, and the page says so', async () => {
  const { page, requested } = await openPatient('maple&version=1.x');
  const card = page
    .locator('.card')
    .filter({ has: page.locator('.suggestion') })
    .first();
  await card.locator('.suggestion button').first().click();
  await card.getByText('CDS Hooks 1.x has no feedback: nothing is sent.').waitFor();
  await card.getByText('Dismiss this card').click();

  expect(await card.getByLabel('Reason').count()).toBe(0);
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('Dismissed. CDS Hooks 1.x has no feedback').waitFor();
  expect(requested.filter((url) => url.endsWith('/feedback'))).toEqual([]);
});

test('feedback that the service refuses is shown, and the stored order with it', async () => {
  const { page } = await openPatient('oak', (fresh) =>
    fresh.route(feedbackPath, (route) => route.fulfill(refusal(503, 'Too busy.'))),
  );
  const card = page
    .locator('.card')
    .filter({ has: page.locator('.suggestion') })
    .first();
  await card.locator('.suggestion button').first().click();

  await card
    .getByText(/Signed and stored as ServiceRequest.*The feedback was not taken. 503: Too busy./)
    .waitFor();
  await card.getByText('Dismiss this card').click();
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await card.getByText('That did not work. The feedback was not taken. 503: Too busy.').waitFor();
  expect(await card.getByRole('button', { name: 'Dismiss' }).isEnabled()).toBe(true);
});

test('an order that the EHR refuses is said not to be stored, and no feedback claims it', async () => {
  const { page, requested } = await openPatient('cedar', (fresh) =>
    fresh.route('**/fhir/ServiceRequest', (route) => route.fulfill(refusal(422, 'No subject.'))),
  );
  const card = page
    .locator('.card')
    .filter({ has: page.locator('.suggestion') })
    .first();
  await card.locator('.suggestion button').first().click();

  await card.getByText('That did not work. The record was not stored. 422: No subject.').waitFor();
  expect(requested.filter((url) => url.endsWith('/feedback'))).toEqual([]);
});

const hostileDetail = [
  '<script>globalThis.harm = 1</script> <img src="https://evil.example/a.png" onerror="harm=1">',
  '![pixel](https://evil.example/pixel.png) [press](javascript:globalThis.harm=1)',
  '[page](https://evil.example/page) **bold** `code`',
].join('\n\n');

test('Markdown of a card is shown without HTML, images and scripts; links name their host', async () => {
  const { page, card, requested, errors } = await openPatient('almond', (fresh) =>
    changeAnswer(fresh, ({ cards }) => {
      Object.assign(cards[0] ?? {}, {
        summary: '<b>not bold</b>',
        detail: hostileDetail,
        source: { label: 'x', url: 'javascript:globalThis.harm=1' },
        links: [{ label: 'bad', url: 'javascript:globalThis.harm=1', type: 'absolute' }],
      });
    }),
  );

  expect(await card.locator('h3').innerText()).toBe('<b>not bold</b>');
  expect(await card.innerText()).toContain('<script>globalThis.harm = 1</script>');
  expect(await card.locator('img, script, b').count()).toBe(0);
  expect(await card.getByRole('link').evaluateAll((all) => all.map(String))).toEqual([
    'https://evil.example/page',
  ]);
  const link = card.getByRole('link', { name: /page/ });
  expect(await link.innerText()).toContain('(evil.example)');
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(await page.evaluate('typeof harm')).toBe('undefined');
  expect(
    requested.filter((url) => !url.startsWith(ehr.sandbox().url) && !url.startsWith('data:')),
  ).toEqual([]);
  expect(errors).toEqual([]);
});

const appLink = (url: string) => ({ label: 'All criteria', url, type: 'smart' });

/** A card with a link to an app of this origin; the EHR prepares launches. */
async function openWithApp(url = `${ehr.sandbox().url}/app/launch.html`) {
  return openPatient('almond', async (fresh) => {
    await changeAnswer(fresh, ({ cards }) => {
      Object.assign(cards[0] ?? {}, { links: [appLink(url)] });
    });
    await fresh
      .context()
      .route('**/app/launch.html?*', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>The app</p>' }),
      );
    await fresh.route('**/_services/smart/Launch', (route) =>
      route.fulfill({ json: { launch_id: 'launch-1' } }),
    );
  });
}

test('a SMART link opens the app inside the EHR, with launch and iss; closing it returns to the chart', async () => {
  const { page, card, errors } = await openWithApp();
  const [launch] = await Promise.all([
    nextBody(page, '**/_services/smart/Launch'),
    card.getByRole('button', { name: 'All criteria', exact: true }).click(),
  ]);
  const frame = page.locator('iframe[title="SMART app: All criteria"]');

  expect(launch).toEqual({
    launch_url: `${ehr.sandbox().url}/app/launch.html`,
    parameters: { patient: 'almond' },
  });
  const address = new URL((await frame.getAttribute('src')) ?? '');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    iss: `${ehr.sandbox().url}/sandbox/fhir`,
    launch: 'launch-1',
  });
  await page.frameLocator('iframe').getByText('The app').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('app-heading');
  await page.getByRole('button', { name: 'Close the app' }).click();
  expect(await page.evaluate('document.activeElement.id')).toBe('chart-heading');
  expect(await frame.count()).toBe(0);
  expect(errors).toEqual([]);
});

test('a SMART link opens the app in a new window as well', async () => {
  const { page, card } = await openWithApp();
  const [popup] = await Promise.all([
    page.context().waitForEvent('page'),
    card.getByRole('button', { name: /In a new window/ }).click(),
  ]);

  await popup.waitForURL(/launch=launch-1/);
  expect(await popup.evaluate('window.opener')).toBeNull();
});

test('the SMART app of this service, launched from a card, shows the criteria of this patient inside the EHR', async () => {
  const { page, card, errors } = await openPatient('almond', (fresh) =>
    changeAnswer(fresh, ({ cards }) => {
      Object.assign(cards[0] ?? {}, { links: [appLink(`${ehr.sandbox().url}/app/launch.html`)] });
    }),
  );
  await card.getByRole('button', { name: 'All criteria', exact: true }).click();
  const app = page.frameLocator('iframe');

  await app.getByText('Example-Almond, Alois').first().waitFor();
  await app.getByText('Transarterial chemoembolisation').first().waitFor();
  expect(errors).toEqual([]);
  await keepScreenshot(page, 'sandbox-app-panel');
});

test('an app that is not on the web is not opened', async () => {
  const { card } = await openWithApp('javascript:globalThis.harm=1');
  await card.getByRole('button', { name: 'All criteria', exact: true }).click();

  await card.getByText('The app has no http or https address, so it is not opened.').waitFor();
});

test('the developer panel shows the messages with tokens shortened, timing, the evaluation, and copies a command', async () => {
  const { page, errors } = await openPatient('elm');
  const panel = page.locator('.developer');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);

  expect(await panel.locator('.timing').innerText()).toMatch(
    /Discovery\s+\d+ ms\s+Prefetch\s+\d+ ms\s+Call\s+\d+ ms\s+Request\s+[\d.]+ kB\s+Response\s+200, [\d.]+ kB/,
  );
  for (const title of ['Prefetch', 'Request', 'Response', 'Evaluation']) {
    await panel.getByText(title, { exact: true }).last().click();
  }
  expect(await panel.getByRole('region', { name: 'Request' }).innerText()).toMatch(
    /"access_token": "[^"]{1,6}… \(\d+ characters\)"/,
  );
  expect(await panel.getByRole('region', { name: 'Response' }).innerText()).toContain('"cards"');
  expect(await panel.innerText()).toContain('Criteria met (');
  await panel.getByRole('button', { name: 'Copy as curl' }).click();
  await panel.getByText(/^Copied/).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
    new RegExp(`^curl -s '${ehr.sandbox().url}/cds-services/nelm-patient-view'`),
  );
  expect(errors).toEqual([]);
});
