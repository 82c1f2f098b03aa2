/** Everything that only the sandbox has: synthetic patients, their FHIR server, and the page of a mock EHR. */
import type { Express } from 'express';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { createSandboxFhirStore } from './fhir-server/index.js';
import type { FhirSite, ListedPatient } from './fhir-sites.js';
import { fhirPath, mountEhr } from './mount-ehr.js';
import { createSandboxPageRouter } from './page/index.js';
import { sandboxPatients } from './patients/index.js';

/** OAuth client id of the SMART app at the sandbox. */
export const sandboxAppClientId = 'nelm-cds-sandbox-app';

export interface SandboxMount {
  /** Public base URL of the service, no trailing slash. */
  readonly baseUrl: () => string;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly serviceIds: readonly string[];
}

export type SandboxListing = ListedPatient;

/** A patient with the whole chart, for `nelm-cds explain`. */
function wholeChart(resources: readonly FhirResource[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

/**
 * Adds all that is below /sandbox to an app: /fhir, /charts/{id}.json, /uploads, /auth, /ehr and the page. Returns the patients in
 * the order of the list.
 */
export function mountSandbox(app: Express, options: SandboxMount): readonly SandboxListing[] {
  const { baseUrl, now, serviceIds } = options;
  const patients = sandboxPatients(now());
  const listing = patients.map(({ id, name, story }) => ({ id, name, story }));
  const site: FhirSite = {
    base: () => `${baseUrl()}${fhirPath}`,
    store: createSandboxFhirStore(patients.flatMap(({ resources }) => resources)),
    patients: listing,
  };
  mountEhr(app, site, { ...options, appClientId: sandboxAppClientId });
  app.get('/', (_request, response) => {
    response.redirect(302, './sandbox/');
  });
  app.get('/sandbox/charts/:id', (request, response, next) => {
    const patient = patients.find(({ id }) => `${id}.json` === request.params.id);
    if (patient === undefined) {
      next();
      return;
    }
    response
      .type('application/fhir+json')
      .send(JSON.stringify(wholeChart(patient.resources), null, 2));
  });
  app.use('/sandbox', createSandboxPageRouter({ patients: listing, serviceIds }));
  return listing;
}
