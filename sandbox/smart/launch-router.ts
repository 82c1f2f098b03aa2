/** What a FHIR base offers beside FHIR: its SMART configuration, and launches as the SMART sandboxes prepare them. */
import express, { Router, type Request, type Response } from 'express';
import {
  allowAnyOrigin,
  FhirFault,
  isJson,
  refuseMethod,
  sendFault,
} from '../fhir-server/index.js';
import type { FhirSite } from '../fhir-sites.js';
import { isObject } from '../json-object.js';
import type { AuthorizationServer, LaunchContext } from './authorization-server.js';
import { smartConfiguration } from './smart-configuration.js';

export interface LaunchRouterOptions {
  readonly server: AuthorizationServer;
  /** The FHIR server it belongs to. */
  readonly site: FhirSite;
  /** Absolute address of the authorization server, no trailing slash. */
  readonly authBase: () => string;
}

const maxBytes = 64 * 1024;
const maxAppContext = 10_000;

/** To be mounted at a FHIR base, before the FHIR server itself. Open to pages of any origin, as that is. */
export function createLaunchRouter(options: LaunchRouterOptions): Router {
  const { server, site, authBase } = options;
  const router = Router({ caseSensitive: true });
  const parseJson = express.json({ type: isJson, limit: maxBytes });
  router
    .route('/.well-known/smart-configuration')
    .all(allowAnyOrigin)
    .get((_request, response) => {
      response.json(smartConfiguration(authBase()));
    })
    .all(refuseMethod('GET, HEAD'));
  router
    .route('/_services/smart/Launch')
    .all(allowAnyOrigin)
    .post(parseJson, (request: Request, response: Response) => {
      response.json({ launch_id: server.openLaunch(readLaunch(request, site)) });
    })
    .all(refuseMethod('POST'));
  router.use(sendFault);
  return router;
}

/** Which chart is open. Of the address of the app only the protocol is looked at: nothing is sent there from here. */
function readLaunch(request: Request, site: FhirSite): LaunchContext {
  if (!isJson(request)) throw new FhirFault(415, 'not-supported', 'The body must be JSON.');
  const body: unknown = request.body;
  const { launch_url: launchUrl, parameters } = isObject(body) ? body : {};
  if (typeof launchUrl !== 'string' || !isWebAddress(launchUrl)) {
    throw new FhirFault(400, 'invalid', 'launch_url must be an http or https address.');
  }
  const { patient, appContext } = isObject(parameters) ? parameters : {};
  if (typeof patient !== 'string' || site.store.read('Patient', patient) === undefined) {
    throw new FhirFault(400, 'not-found', 'parameters.patient must be a patient of this server.');
  }
  const context = { fhirBase: site.base(), patientId: patient };
  if (typeof appContext !== 'string') return context;
  if (appContext.length > maxAppContext) {
    throw new FhirFault(400, 'too-long', 'parameters.appContext is too long.');
  }
  return { ...context, appContext };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
