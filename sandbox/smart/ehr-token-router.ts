/** The access tokens that the mock EHR sends along with a call of a CDS service. https://cds-hooks.hl7.org/#passing-the-access-token-to-the-cds-service */
import express, { Router, type Request } from 'express';
import { FhirFault, isJson, refuseMethod, sendFault } from '../fhir-server/index.js';
import type { FindFhirSite, FhirSite } from '../fhir-sites.js';
import { isObject } from '../json-object.js';
import type { AuthorizationServer } from './authorization-server.js';

export interface EhrTokenRouterOptions {
  readonly server: AuthorizationServer;
  readonly findSite: FindFhirSite;
}

const maxBytes = 4096;
const lifeSeconds = 300;
const scope = 'patient/*.rs';

function readPatient(request: Request, findSite: FindFhirSite) {
  if (!isJson(request)) throw new FhirFault(415, 'not-supported', 'The body must be JSON.');
  const body: unknown = request.body;
  const { fhirServer, patient } = isObject(body) ? body : {};
  const site: FhirSite | undefined =
    typeof fhirServer === 'string' ? findSite(fhirServer) : undefined;
  if (site === undefined) {
    const text = 'fhirServer must be a FHIR server of this sandbox.';
    throw new FhirFault(400, 'invalid', text);
  }
  if (typeof patient !== 'string' || site.store.read('Patient', patient) === undefined) {
    throw new FhirFault(400, 'not-found', 'patient must be the id of a patient of that server.');
  }
  return { fhirBase: site.base(), patientId: patient };
}

/** For pages of the same origin only: there are no CORS headers. Answers a `fhirAuthorization` of CDS Hooks. */
export function createEhrTokenRouter({ server, findSite }: EhrTokenRouterOptions): Router {
  const router = Router({ caseSensitive: true });
  const parseJson = express.json({ type: isJson, limit: maxBytes });
  router
    .route('/access-token')
    .post(parseJson, (request, response) => {
      const context = readPatient(request, findSite);
      response.json({
        access_token: server.giveToken({ ...context, scope }, lifeSeconds),
        token_type: 'Bearer',
        expires_in: lifeSeconds,
        scope,
        subject: 'nelm-cds-sandbox',
        patient: context.patientId,
      });
    })
    .all(refuseMethod('POST'));
  router.use(sendFault);
  return router;
}
