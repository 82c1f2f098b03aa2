import type { Page } from 'playwright-core';
import {
  hookPath,
  nextBody,
  mockEhrUnderTest,
  refusal,
  untilChartIsOpen,
} from './mock-ehr-page.js';

const ehr = mockEhrUnderTest(new Date('2026-11-24T10:00:00Z'));

const open = (query = '', prepare?: (page: Page) => Promise<unknown>) =>
  ehr.open(query, prepare && { prepare });

const status = (page: Page) => page.locator('.cards > [role=status]').innerText();
const heading = (page: Page) => page.locator('#chart-heading');

test('the list names every patient, and a search over names and stories narrows it', async () => {
  const { page, errors } = await open();
  const rows = page.getByRole('list', { name: 'Synthetic patients' }).getByRole('button');

  await rows.first().waitFor();
  expect(await rows.count()).toBe(ehr.sandbox().patients.length);
  await page.getByLabel('Find a patient').fill('portal vein TACE');
  expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('Alois Example-Almond')]);
  expect(errors).toEqual([]);
});

test('a chart is opened by keyboard alone: focus goes to its heading, the address names it, back returns', async () => {
  const { page, errors } = await open();
  await page.getByLabel('Find a patient').fill('almond');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await untilChartIsOpen(page);

  expect(await heading(page).innerText()).toBe('Alois Example-Almond');
  expect(await page.evaluate('document.activeElement.id')).toBe('chart-heading');
  expect(new URL(page.url()).search).toBe('?patient=almond');
  await page.goBack();
  await page.getByRole('heading', { name: 'No chart is open' }).waitFor();
  expect(errors).toEqual([]);
});

test('an open chart shows who it is, a summary by section, a time line, and cards', async () => {
  const { page, errors } = await open('?patient=almond');
  await untilChartIsOpen(page);

  expect(await page.locator('.patient-facts').innerText()).toMatch(
    /Born\s+1960-\d\d-\d\d \(6\d years\)\s+Sex\s+male\s+Id\s+almond/,
  );
  const sections = page.locator('.summary-section');
  expect(await sections.locator('h3').allInnerTexts()).toEqual([
    'Problems',
    'Treatments',
    'Orders',
    'Pathology',
    'Imaging',
    'Laboratory',
    'Other findings',
  ]);
  expect(await sections.nth(1).innerText()).toContain('LAR 30 mg every 28 days');
  expect(await sections.nth(3).innerText()).toContain('Ki-67');
  expect(await sections.nth(4).innerText()).toContain('Thrombus in the right portal vein.');
  expect(await status(page)).toMatch(/^3 cards \(\d+ ms\)$/);
  expect(await page.locator('.card').first().innerText()).toMatch(/^!?\s*Warning/);
  expect(errors).toEqual([]);
});

test('the time line has one tab stop, arrow keys go from event to event, and there is a list of the same', async () => {
  const { page } = await open('?patient=almond');
  await untilChartIsOpen(page);
  const events = page.locator('.timeline .event');

  await page.locator('.timeline .event[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  expect(await page.locator('.timeline-caption').innerText()).toContain('Pathology');
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('.timeline-caption').innerText()).toBe(
    'from 2023-10-24, still active: octreotide',
  );
  expect(await page.locator('.timeline .event[tabindex="0"]').count()).toBe(1);
  await page.getByText('The time line as a list').click();
  expect(await page.locator('.timeline li').count()).toBe(await events.count());
});

test('a deep link to nobody says so', async () => {
  const { page } = await open('?patient=nobody');

  expect(await page.getByRole('alert').innerText()).toBe('There is no such patient here.');
});

test('an answer that comes late never shows up under another patient', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { page, errors } = await open('?patient=almond', (fresh) =>
    fresh.route(hookPath, async (route) => {
      const { context } = route.request().postDataJSON() as { context: { patientId: string } };
      const response = await route.fetch();
      if (context.patientId === 'almond') await held;
      await route.fulfill({ response }).catch(() => undefined);
    }),
  );
  await page.getByText('Calling the service …').waitFor();
  await page.getByRole('button', { name: /Hanna Example-Hazel/ }).click();
  await untilChartIsOpen(page);
  release();
  await page.waitForLoadState('networkidle');

  expect(await heading(page).innerText()).toBe('Hanna Example-Hazel');
  expect(await status(page)).toMatch(/^No cards/);
  expect(await page.locator('.card').count()).toBe(0);
  expect(errors).toEqual([]);
});

test('silence is said to be one, with the reason where the service tells it', async () => {
  const { page } = await open('?patient=hazel');
  await untilChartIsOpen(page);

  expect(await status(page)).toMatch(
    /^No cards: the service stays silent for this patient \(\d+ ms\)$/,
  );
  expect(await page.locator('.cards').innerText()).toContain('neuroendocrine');
});

test.each([
  ['?patient=elm', true, true],
  ['?patient=elm&data=fetch', false, true],
  ['?patient=elm&token=off', true, false],
  ['?patient=elm&data=fetch&token=off&version=1.x', false, false],
])('with %s the request has prefetch: %s, token: %s, and cards come', async (query, has, token) => {
  const body = { current: {} as Record<string, unknown> };
  const { page, errors } = await open(query, (fresh) => {
    fresh.on('request', (request) => {
      if (request.url().endsWith('/nelm-patient-view'))
        body.current = request.postDataJSON() as typeof body.current;
    });
    return Promise.resolve();
  });
  await untilChartIsOpen(page);

  expect('prefetch' in body.current).toBe(has);
  expect('fhirAuthorization' in body.current).toBe(token);
  expect(body.current).toMatchObject({
    hook: 'patient-view',
    hookInstance: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/) as string,
    fhirServer: `${ehr.sandbox().url}/sandbox/fhir`,
    context: { patientId: 'elm', userId: 'Practitioner/sandbox-clinician' },
  });
  expect(await status(page)).toMatch(/^2 cards/);
  expect(errors).toEqual([]);
});

test('a changed setting is in the address and calls the service again', async () => {
  const { page } = await open('?patient=elm');
  await untilChartIsOpen(page);

  const [body] = await Promise.all([
    nextBody(page, hookPath),
    page.getByLabel('Prefetch').selectOption('Not sent'),
  ]);
  expect(body).not.toHaveProperty('prefetch');
  await page.getByLabel('Token').selectOption('Not sent');
  await page.getByLabel('CDS Hooks').selectOption('3.0');
  await untilChartIsOpen(page);
  expect(new URL(page.url()).search).toBe('?patient=elm&data=fetch&token=off&version=3.0');
});

test.each([
  ['1.x', undefined, null],
  ['2.0', undefined, expect.objectContaining({ resourceType: 'Bundle' })],
  ['3.0', expect.objectContaining({ resourceType: 'OperationOutcome' }), null],
])(
  'in the manner of %s, a failed query and an empty one stand in the request as they should',
  async (version, failed, empty) => {
    const sent = { prefetch: {} as Record<string, unknown> };
    const { page } = await open(`?patient=elm&version=${version}`, async (fresh) => {
      await fresh.route('**/fhir/MedicationRequest?*', (route) =>
        route.fulfill(refusal(500, 'Out of order.')),
      );
      fresh.on('request', (request) => {
        if (!request.url().endsWith('/nelm-patient-view')) return;
        sent.prefetch = (request.postDataJSON() as typeof sent).prefetch;
      });
    });
    await untilChartIsOpen(page);

    expect(sent.prefetch['medicationRequests']).toEqual(failed);
    expect(sent.prefetch['procedures']).toEqual(empty);
    expect(await page.locator('.summary-section.treatments').innerText()).toContain(
      'Prescriptions could not be read (500: Out of order.).',
    );
    expect(await page.locator('.summary').innerText()).toContain('This summary is not complete');
  },
);

test.each([
  ['a refusal', refusal(503, 'Too busy.'), 'The service answered 503: Too busy.'],
  ['an answer without cards', { status: 200, json: {} }, 'The answer holds no list of cards.'],
  ['a page of a proxy', { status: 502, body: '<html>' }, '502: no reason was given.'],
])('%s of the service is shown as what it is', async (_case, answer, text) => {
  const { page } = await open('?patient=elm', (fresh) =>
    fresh.route(hookPath, (route) => route.fulfill(answer)),
  );
  await untilChartIsOpen(page);

  expect(await page.locator('.cards').innerText()).toContain(text);
});

test('a service that cannot be discovered is not called, and the page says why', async () => {
  const { page, requested } = await open('?patient=elm', (fresh) =>
    fresh.route('**/cds-services', (route) => route.abort()),
  );
  await untilChartIsOpen(page);

  expect(await page.locator('.cards').innerText()).toContain('No answer came from the server.');
  expect(requested.filter((url) => url.includes('nelm-patient-view'))).toEqual([]);
});
