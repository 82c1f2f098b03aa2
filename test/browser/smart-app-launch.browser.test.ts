import { accessibilityProblems } from '../support/chromium.js';
import { openChart, startAppBench, type AppBench } from './smart-app-bench.js';

let bench: AppBench;
beforeAll(async () => {
  bench = await startAppBench();
});
afterAll(() => bench.stop());

function standaloneAddress(): string {
  return `${bench.url}/app/?iss=${encodeURIComponent(bench.fhirServer)}`;
}

test('an EHR launch opens the chart of its patient, and the code leaves the address', async () => {
  const { page, problems, origins } = await openChart(bench, 'elm');

  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Example-Elm');
  expect(page.url()).toBe(standaloneAddress());
  expect([...origins]).toEqual([bench.url]);
  expect(problems).toEqual([]);
});

test('nothing of the chart or the token stays in the browser', async () => {
  const { page } = await openChart(bench, 'elm');

  const kept = await page.evaluate(`(async () => ({
    session: { ...sessionStorage },
    local: { ...localStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: await caches.keys(),
  }))()`);

  expect(kept).toEqual({ session: {}, local: {}, cookies: '', databases: 0, caches: [] });
});

test('started alone, the user chooses the patient at the EHR', async () => {
  const { page, problems } = await bench.newPage();
  await page.goto(standaloneAddress());
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByLabel('Patient').selectOption('maple');
  await page.getByRole('button', { name: 'Allow' }).click();

  await page.getByRole('heading', { name: 'Example-Maple' }).waitFor();
  expect(problems).toEqual([]);
});

test('a denied access is told, and can be asked for again', async () => {
  const { page } = await bench.newPage();
  await page.goto(standaloneAddress());
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();

  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('Access to the chart was denied.');
  expect(page.url()).not.toMatch(/state=|error=/);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect again' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
});

test('a reloaded page offers to connect again', async () => {
  const { page } = await openChart(bench, 'elm');
  await page.reload();

  await page.getByRole('button', { name: 'Connect' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a FHIR server that is not registered is sent nothing', async () => {
  const { page, origins } = await bench.newPage();
  await page.goto(`${bench.url}/app/launch.html?iss=https%3A%2F%2Fevil.example%2Ffhir&launch=1`);

  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('This FHIR server is not registered here.');
  expect([...origins]).toEqual([bench.url]);
});

test.each([
  ['/app/', 'Open it from the patient’s chart'],
  ['/app/launch.html', 'No EHR has started this app.'],
  ['/app/?code=stolen&state=sandbox.unknown', 'does not belong to this window'],
])('%s explains itself', async (path, words) => {
  const { page, problems } = await bench.newPage();
  await page.goto(bench.url + path);

  await page.getByText(words).waitFor();
  expect(await page.locator('body').textContent()).not.toContain('stolen');
  expect(page.url()).not.toContain('stolen');
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('a sign-in cannot be used twice', async () => {
  const { page } = await bench.newPage();
  const callbacks: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().includes('code=')) {
      callbacks.push(request.url());
    }
  });
  await page.goto(await bench.launchAddress('elm'));
  await page.getByRole('heading', { name: 'Criteria', exact: true }).waitFor();
  await page.goto(callbacks[0] ?? '');

  await page.getByText('was used before').waitFor();
});

test('the end of the token is told, and the chart stays as it was read', async () => {
  const { page } = await bench.newPage();
  await page.route('**/sandbox/auth/token', async (route) => {
    const response = await route.fetch();
    const tokens = (await response.json()) as Record<string, unknown>;
    await route.fulfill({ response, json: { ...tokens, expires_in: 1 } });
  });
  await page.goto(await bench.launchAddress('elm'));

  await page.getByText('The connection to the EHR has ended.').waitFor();
  expect(await page.locator('.pathway').count()).toBeGreaterThan(10);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect again' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
});

test('works in a frame of the EHR', async () => {
  const { page, problems } = await bench.newPage();
  await page.goto(`${bench.url}/sandbox/`);
  const address = await bench.launchAddress('elm');
  await page.evaluate(`
    const frame = document.createElement('iframe');
    frame.title = 'SMART app';
    frame.src = ${JSON.stringify(address)};
    document.body.append(frame);
  `);

  await page
    .frameLocator('iframe[title="SMART app"]')
    .getByRole('heading', { name: 'Criteria', exact: true })
    .waitFor();
  expect(problems).toEqual([]);
});
