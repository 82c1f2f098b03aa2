/** Everything that only the sandbox has: synthetic patients, their FHIR server, and the page of a mock EHR. */
import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { createSandboxFhirStore } from './fhir-server/index.js';
import { createFhirSiteRouter } from './fhir-site-router.js';
import { pathBelow, type FhirSite, type ListedPatient } from './fhir-sites.js';
import { createSandboxPageRouter } from './page/index.js';
import { sandboxPatients } from './patients/index.js';
import {
  createAuthorizationRouter,
  createAuthorizationServer,
  createEhrTokenRouter,
} from './smart/index.js';

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

const fhirPath = '/sandbox/fhir';

/** A patient with the whole chart, for `nelm-cds explain`. */
function wholeChart(resources: readonly FhirResource[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

/**
 * Adds all that is below /sandbox to an app: /fhir, /charts/{id}.json, /auth, /ehr and the page. Returns the patients in
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
  const newSecret = (): string => randomBytes(32).toString('base64url');
  const server = createAuthorizationServer({ now, newSecret });
  const findSite = (address: string): FhirSite | undefined =>
    pathBelow(baseUrl(), address) === fhirPath ? site : undefined;
  app.use(fhirPath, createFhirSiteRouter(site, { ...options, server }));
  app.use(
    '/sandbox/auth',
    createAuthorizationRouter({
      server,
      clientId: sandboxAppClientId,
      redirectUri: () => `${baseUrl()}/app/`,
      findSite,
    }),
  );
  app.use('/sandbox/ehr', createEhrTokenRouter({ server, findSite }));
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
