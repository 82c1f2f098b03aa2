/** POST /api/evaluate: what the SMART app asks of the service. For pages of this origin alone, so without CORS. */
import type { Express, RequestHandler } from 'express';
import { AppError } from '../errors/app-error.js';
import { parseBearerToken, parseEvaluateRequest } from '../intake/parse-evaluate-request.js';
import { parseFhirServer } from '../gather/index.js';
import { abortedBy } from './aborted-by.js';
import type { Admission } from './admission.js';
import type { AppOptions, SmartAppOptions } from './app-options.js';
import { sendJson } from './error-handler.js';
import { allowOnly } from './method-not-allowed.js';
import { arrivalOf, note } from './observe-requests.js';
import { readJsonBody } from './read-json-body.js';
import { requireTrustedTransport } from './trusted-transport.js';

export function addEvaluateRoute(app: Express, options: AppOptions, admission: Admission): void {
  const { smartApp, trustedProxies, maxBodyBytes } = options;
  if (smartApp === undefined) return;
  app
    .route('/api/evaluate')
    .all(requireTrustedTransport(trustedProxies))
    .post(admission.admit, evaluate(smartApp, { admission, maxBodyBytes }))
    .all(allowOnly('POST'));
}

interface RouteParts {
  readonly admission: Admission;
  readonly maxBodyBytes: number;
}

function evaluate(
  smartApp: SmartAppOptions,
  { admission, maxBodyBytes }: RouteParts,
): RequestHandler {
  const { admitClient, countBody, takeTurn } = admission;
  return async (request, response) => {
    // Node would keep the first of several without a word.
    const accessToken = parseBearerToken(request.headersDistinct['authorization']?.join(', '));
    const limit = { maxBytes: maxBodyBytes, count: countBody(response), takeTurn };
    const evaluateRequest = parseEvaluateRequest(await readJsonBody(request, limit));
    parseFhirServer(evaluateRequest.fhirServer);
    const registered = smartApp.clients.byFhirBase(evaluateRequest.fhirServer);
    if (registered === undefined) {
      throw new AppError('FHIR_SERVER_NOT_ALLOWED', { path: '/fhirServer' });
    }
    const { client, smartApp: registration } = registered;
    note(response, { claimedClientId: client.id });
    admitClient(client.id, response);
    const { startedMs } = arrivalOf(response);
    const answer = await smartApp.evaluate({
      request: evaluateRequest,
      accessToken,
      client,
      fhirAccess: registration.fhirAccess,
      elapsedMs: () => performance.now() - startedMs,
      note: (notes) => {
        note(response, notes);
      },
      signal: abortedBy(response),
    });
    sendJson(response, JSON.stringify(answer), 'application/json');
  };
}
