/** Plays the uploads of the sandbox for the page: one chart, kept as it is. */
import type { Page } from 'playwright-core';
import { refusal } from './mock-ehr-page.js';

interface Entry {
  readonly resource: { readonly resourceType: string; readonly id: string };
}

export async function standInForUploads(page: Page): Promise<void> {
  let entries: readonly Entry[] = [];
  const listed = () => ({
    id: 'u1',
    fhirServer: 'unused',
    patients: entries
      .filter(({ resource }) => resource.resourceType === 'Patient')
      .map(({ resource }) => ({
        id: resource.id,
        name: `Uploaded ${resource.id}`,
        story: 'Uploaded chart',
      })),
    notes: ['2 resources of type Claim are not held here: <b>left out</b>'],
  });
  await page.route('**/sandbox/uploads', (route) => {
    const body = route.request().postDataJSON() as { resourceType: string; entry: Entry[] };
    if (body.resourceType !== 'Bundle') return route.fulfill(refusal(400, 'A Bundle is wanted.'));
    entries = body.entry;
    return route.fulfill({ status: 201, json: listed() });
  });
  await page.route('**/sandbox/uploads/*', (route) =>
    route.request().url().endsWith('/u1') && entries.length > 0
      ? route.fulfill({ json: listed() })
      : route.fulfill({ status: 404, json: {} }),
  );
  await page.route('**/sandbox/uploads/u1/fhir/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const [type, id] = pathname.split('/fhir/')[1]?.split('/') ?? [];
    const found = entries.filter(({ resource }) => resource.resourceType === type);
    if (id !== undefined) return route.fulfill({ json: found[0]?.resource });
    return route.fulfill({ json: { resourceType: 'Bundle', type: 'searchset', entry: found } });
  });
}
