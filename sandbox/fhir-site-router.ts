/** One FHIR server of the sandbox with what a SMART launch needs beside it. */
import { Router } from 'express';
import { createSandboxFhirRouter, type Grant } from './fhir-server/index.js';
import type { FhirSite } from './fhir-sites.js';
import { createLaunchRouter, reachOf, type AuthorizationServer } from './smart/index.js';

export interface FhirSiteOptions {
  readonly server: AuthorizationServer;
  /** Public base URL of the service, no trailing slash. */
  readonly baseUrl: () => string;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly creationAllowance?: number;
}

/** To be mounted at the FHIR base. Tokens of another FHIR server of the sandbox are unknown to this one. */
export function createFhirSiteRouter(site: FhirSite, options: FhirSiteOptions): Router {
  const { server, baseUrl, newId, now, creationAllowance } = options;
  const authBase = (): string => `${baseUrl()}/sandbox/auth`;
  const findGrant = (token: string): Grant | undefined => {
    const granted = server.findToken(token);
    if (granted?.fhirBase !== site.base()) return undefined;
    const { patientId, scope } = granted;
    return { patientId, reach: (type, interaction) => reachOf(scope, type, interaction) };
  };
  const router = Router({ caseSensitive: true });
  router.use(createLaunchRouter({ server, site, authBase }));
  router.use(
    createSandboxFhirRouter(site.store, {
      baseUrl: site.base,
      newId,
      now,
      findGrant,
      authorization: {
        authorize: () => `${authBase()}/authorize`,
        token: () => `${authBase()}/token`,
      },
      ...(creationAllowance !== undefined && { creationAllowance }),
    }),
  );
  return router;
}
