/** CDS Hooks 3.0.0: discovery, service calls and feedback. https://cds-hooks.hl7.org */
import type { Express, Request, RequestHandler, Response } from 'express';
import { AppError } from '../errors/app-error.js';
import { parseCdsRequest } from '../intake/parse-cds-request.js';
import { parseFeedback } from '../intake/parse-feedback.js';
import type { Client } from '../model/client.js';
import { abortedBy } from './aborted-by.js';
import type { Admission } from './admission.js';
import type { AppOptions } from './app-options.js';
import { findBrokenRule } from './check-response.js';
import { cors, limitCorsToClient } from './cors.js';
import { sendJson } from './error-handler.js';
import { allowOnly } from './method-not-allowed.js';
import { arrivalOf, note } from './observe-requests.js';
import { readJsonBody } from './read-json-body.js';
import { requireTrustedTransport } from './trusted-transport.js';

type ServiceHandler = RequestHandler<{ readonly id: string }>;

/** Who calls; throws when that is not proven, or when this client has too many requests under way. */
type Identify = (request: Request<Record<string, string>>, response: Response) => Promise<Client>;

type ReadBody = (request: Request<Record<string, string>>, response: Response) => Promise<unknown>;

interface RouteParts {
  readonly identify: Identify;
  readonly readBody: ReadBody;
  readonly options: AppOptions;
}

export function addServiceRoutes(app: Express, options: AppOptions, admission: Admission): void {
  const { services, corsOrigins, trustedProxies } = options;
  const { admit, admitClient, countBody, takeTurn } = admission;
  const requireTransport = requireTrustedTransport(trustedProxies);

  const identify: Identify = async (request, response) => {
    // Node would keep the first of several without a word.
    const authorization = request.headersDistinct['authorization']?.join(', ');
    const client = await options.authenticate(authorization);
    note(response, { clientId: client.id });
    limitCorsToClient(request, response, client.corsOrigins);
    admitClient(client.id, response);
    return client;
  };
  const readBody: ReadBody = (request, response) =>
    readJsonBody(request, {
      maxBytes: options.maxBodyBytes,
      count: countBody(response),
      takeTurn,
    });
  const parts: RouteParts = { identify, readBody, options };
  // Known before anything else is looked at: nobody sends us megabytes for a service that does not exist.
  const requireService: ServiceHandler = (request, response, next) => {
    note(response, { serviceId: findService(services, request.params.id).id });
    next();
  };

  app
    .route('/cds-services')
    .all(cors(corsOrigins, 'GET, HEAD'), requireTransport)
    .get(admit, async (request, response) => {
      const client = await identify(request, response);
      const discovery = { services: options.describe(client) };
      sendJson(response, JSON.stringify(discovery), 'application/json');
    })
    .all(allowOnly('GET', 'HEAD'));
  app
    .route('/cds-services/:id')
    .all(cors(corsOrigins, 'POST'), requireTransport, requireService)
    .post(admit, callService(parts))
    .all(allowOnly('POST'));
  app
    .route('/cds-services/:id/feedback')
    .all(cors(corsOrigins, 'POST'), requireTransport, requireService)
    .post(admit, takeFeedback(parts))
    .all(allowOnly('POST'));
}

function callService({ identify, readBody, options }: RouteParts): ServiceHandler {
  return async (request, response) => {
    const client = await identify(request, response);
    const service = findService(options.services, request.params.id);
    const body = await readBody(request, response);
    const { requestId, startedMs } = arrivalOf(response);
    const answer = await options.handle({
      serviceId: service.id,
      request: parseCdsRequest(body, service),
      client,
      callId: requestId,
      elapsedMs: () => performance.now() - startedMs,
      note: (notes) => {
        note(response, notes);
      },
      signal: abortedBy(response),
    });
    const rule = findBrokenRule(answer);
    if (rule !== undefined) {
      note(response, { rule });
      throw new AppError('INTERNAL');
    }
    note(response, { cards: answer.cards.length });
    sendJson(response, JSON.stringify(answer), 'application/json');
  };
}

function takeFeedback({ identify, readBody, options }: RouteParts): ServiceHandler {
  return async (request, response) => {
    const client = await identify(request, response);
    const feedback = parseFeedback(await readBody(request, response));
    note(response, { items: feedback.items.length, rejected: feedback.rejected });
    if (feedback.items.length === 0 && feedback.problem !== undefined) {
      throw new AppError('CDS_REQUEST_INVALID', feedback.problem);
    }
    await options.onFeedback({
      serviceId: request.params.id,
      feedback,
      client,
      arrivedAt: arrivalOf(response).arrivedAt,
    });
    sendJson(response, '{}', 'application/json');
  };
}

function findService(services: AppOptions['services'], id: string): AppOptions['services'][number] {
  const service = services.find((one) => one.id === id);
  if (service === undefined) throw new AppError('SERVICE_UNKNOWN');
  return service;
}
