import type { Page } from 'playwright-core';
import { accessibilityProblems, keepScreenshot, scrollsSideways } from '../support/chromium.js';
import {
  hookPath,
  mockEhrUnderTest,
  refusal,
  unfoldAll,
  untilChartIsOpen,
} from './mock-ehr-page.js';

const ehr = mockEhrUnderTest();

interface State {
  readonly name: string;
  readonly query: string;
  /** What is broken beforehand. */
  readonly arrange?: (page: Page) => Promise<unknown>;
  readonly act?: (page: Page) => Promise<unknown>;
}

const states: readonly State[] = [
  { name: 'no chart', query: '', act: (page) => page.getByText('Your own chart').click() },
  { name: 'cards', query: '?patient=almond' },
  { name: 'silence', query: '?patient=hazel&version=3.0' },
  { name: 'everything unfolded', query: '?patient=elm&data=fetch', act: unfoldAll },
  {
    name: 'after feedback',
    query: '?patient=lilac&version=1.x',
    act: async (page) => {
      const card = page.locator('.card').last();
      await card.getByText('Dismiss this card').click();
      await card.getByRole('button', { name: 'Dismiss' }).click();
      await page.getByText(/^Dismissed\./).waitFor();
    },
  },
  {
    name: 'failures',
    query: '?patient=elm',
    arrange: async (page) => {
      await page.route('**/fhir/{Procedure,Patient/elm}*', (route) =>
        route.fulfill(refusal(500, 'Out of order.')),
      );
      await page.route(hookPath, (route) => route.fulfill(refusal(503, 'Too busy.')));
    },
  },
  { name: 'nobody', query: '?patient=nobody' },
];

const windows = [
  [320, 'light'],
  [320, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const;

test.each(
  windows.flatMap(([width, scheme]) => states.map((state) => ({ width, scheme, ...state }))),
)(
  'at $width px, $scheme: $name has no accessibility problem and needs no sideways scrolling',
  async ({ width, scheme, name, query, arrange, act }) => {
    const { page } = await ehr.open(query, {
      width,
      colorScheme: scheme,
      ...(arrange !== undefined && { prepare: arrange }),
    });
    await page.locator('.patient-row').last().waitFor({ state: 'attached' });
    if (query !== '' && name !== 'nobody') await untilChartIsOpen(page);
    await act?.(page);

    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await keepScreenshot(page, `sandbox-${name.replaceAll(' ', '-')}-${width}-${scheme}`);
    await page.context().close();
  },
);
