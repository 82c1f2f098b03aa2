/** CDS Hooks 3.0.0: discovery, service calls and feedback. https://cds-hooks.hl7.org */
import type { Express, RequestHandler } from 'express';
import { AppError } from '../errors/app-error.js';
import { parseCdsRequest } from '../intake/parse-cds-request.js';
import { parseFeedback } from '../intake/parse-feedback.js';
import type { ServiceDescription } from '../model/cds-hooks.js';
import type { AppOptions } from './app-options.js';
import { findBrokenRule } from './check-response.js';
import { cors } from './cors.js';
import { sendJson } from './error-handler.js';
import { allowOnly } from './method-not-allowed.js';
import { readJsonBody } from './read-json-body.js';
import { noteForLog } from './request-log.js';

const defaultMaxBodyBytes = 10 * 1024 * 1024;

type ServiceHandler = RequestHandler<{ readonly id: string }>;

export function addServiceRoutes(app: Express, options: AppOptions): void {
  const { services, corsOrigins } = options;
  const serviceById = new Map(services.map((service) => [service.id, service]));
  const discovery = JSON.stringify({ services });

  // Known before the body is read: nobody sends us megabytes for a service that does not exist.
  const requireService: ServiceHandler = (request, response, next) => {
    noteForLog(response, { serviceId: findService(serviceById, request.params.id).id });
    next();
  };

  app
    .route('/cds-services')
    .all(cors(corsOrigins, 'GET, HEAD'))
    .get((_request, response) => {
      sendJson(response, discovery, 'application/json');
    })
    .all(allowOnly('GET', 'HEAD'));
  app
    .route('/cds-services/:id')
    .all(cors(corsOrigins, 'POST'), requireService)
    .post(callService(serviceById, options))
    .all(allowOnly('POST'));
  app
    .route('/cds-services/:id/feedback')
    .all(cors(corsOrigins, 'POST'), requireService)
    .post(takeFeedback(options))
    .all(allowOnly('POST'));
}

function callService(
  serviceById: ReadonlyMap<string, ServiceDescription>,
  { handle, maxBodyBytes = defaultMaxBodyBytes }: AppOptions,
): ServiceHandler {
  return async (request, response) => {
    const service = findService(serviceById, request.params.id);
    const body = await readJsonBody(request, maxBodyBytes);
    const answer = await handle(service.id, parseCdsRequest(body, service));
    const rule = findBrokenRule(answer);
    if (rule !== undefined) {
      noteForLog(response, { rule });
      throw new AppError('INTERNAL');
    }
    noteForLog(response, { cards: answer.cards.length });
    sendJson(response, JSON.stringify(answer), 'application/json');
  };
}

function takeFeedback({
  onFeedback,
  maxBodyBytes = defaultMaxBodyBytes,
}: AppOptions): ServiceHandler {
  return async (request, response) => {
    const { items, rejected } = parseFeedback(await readJsonBody(request, maxBodyBytes));
    await onFeedback?.(request.params.id, items);
    noteForLog(response, { items: items.length, rejected });
    sendJson(response, '{}', 'application/json');
  };
}

function findService(
  serviceById: ReadonlyMap<string, ServiceDescription>,
  id: string,
): ServiceDescription {
  const service = serviceById.get(id);
  if (service === undefined) throw new AppError('SERVICE_UNKNOWN');
  return service;
}
