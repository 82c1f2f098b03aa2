/** How the app is registered with an EHR. Asked first: nothing is sent to a server that is not registered. */
import type { AppConfiguration } from '../../../src/model/smart-app.js';
import { AppFailure } from '../failure.js';

/** Rejects with AppFailure where the FHIR server is not registered or the service does not answer. */
export async function readAppConfiguration(
  iss: string,
  app: string,
  fetch: typeof globalThis.fetch,
): Promise<AppConfiguration> {
  const url = new URL('configuration.json', app);
  url.searchParams.set('iss', iss);
  const response = await fetch(url, { credentials: 'omit', redirect: 'error' }).catch(() => {
    throw new AppFailure('The service behind this app does not answer.', 'Try again later.');
  });
  if (response.status === 404 || response.status === 400) {
    throw new AppFailure(
      'This FHIR server is not registered here.',
      'Nothing was sent to it. Ask the administrator of this service to register it.',
    );
  }
  if (!response.ok) {
    throw new AppFailure(
      `The service behind this app answered with status ${response.status}.`,
      'Try again later.',
    );
  }
  return (await response.json()) as AppConfiguration;
}
