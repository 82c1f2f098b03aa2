/** The sandbox as an EHR: its FHIR servers, its authorization server, and the tokens for calls of CDS services. */
import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { createFhirSiteRouter, type FhirSiteOptions } from './fhir-site-router.js';
import { pathBelow, type FhirSite } from './fhir-sites.js';
import {
  createAuthorizationRouter,
  createAuthorizationServer,
  createEhrTokenRouter,
} from './smart/index.js';
import { createUploads, createUploadsRouter, type RoutedUpload } from './uploads/index.js';

export interface EhrOptions extends Omit<FhirSiteOptions, 'server'> {
  /** OAuth client id of the SMART app. */
  readonly appClientId: string;
}

/** Path of the FHIR server with the synthetic patients. */
export const fhirPath = '/sandbox/fhir';
const uploadPath = /^\/sandbox\/uploads\/([^/]+)\/fhir$/;
/** Characters of resources created beside an uploaded chart. */
const uploadCreationAllowance = 1024 * 1024;

/** Adds /sandbox/fhir, /sandbox/uploads, /sandbox/auth and /sandbox/ehr to an app. */
export function mountEhr(app: Express, site: FhirSite, options: EhrOptions): void {
  const { baseUrl, now, appClientId } = options;
  const newSecret = (): string => randomBytes(32).toString('base64url');
  const server = createAuthorizationServer({ now, newSecret });
  const uploads = createUploads<RoutedUpload>({
    ...options,
    complete: (upload) => {
      const creationAllowance = uploadCreationAllowance;
      const router = createFhirSiteRouter(upload.site, { ...options, server, creationAllowance });
      return { ...upload, router };
    },
  });
  const findSite = (address: string): FhirSite | undefined => {
    const path = pathBelow(baseUrl(), address);
    if (path === fhirPath) return site;
    const [, id] = uploadPath.exec(path ?? '') ?? [];
    return id === undefined ? undefined : uploads.find(id)?.site;
  };
  const redirectUri = (): string => `${baseUrl()}/app/`;
  app.use(fhirPath, createFhirSiteRouter(site, { ...options, server }));
  app.use('/sandbox/uploads', createUploadsRouter(uploads));
  app.use(
    '/sandbox/auth',
    createAuthorizationRouter({ server, clientId: appClientId, redirectUri, findSite }),
  );
  app.use('/sandbox/ehr', createEhrTokenRouter({ server, findSite }));
}
