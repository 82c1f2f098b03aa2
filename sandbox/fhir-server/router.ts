/** The REST interface of the sandbox server. https://hl7.org/fhir/R4/http.html */
import express, { Router, type Request, type Response } from 'express';
import { buildCapabilityStatement } from './capability-statement.js';
import { FhirFault, quoteName } from './fhir-fault.js';
import {
  allowAnyOrigin,
  hasBody,
  isJson,
  mediaType,
  refuseMethod,
  requireJsonAccepted,
  sendFault,
  sendResource,
} from './http-messages.js';
import { isFhirId } from './references.js';
import { prepareResource } from './resource-creation.js';
import { resourceTypes, type ResourceType } from './resource-types.js';
import type { NameValue } from './result-parameters.js';
import { readSearch } from './search-request.js';
import { buildSearchset } from './searchset.js';
import type { SandboxFhirStore, StoredEntry } from './store.js';

export interface SandboxRouterOptions {
  /** The public FHIR base, without trailing slash. */
  readonly baseUrl: () => string;
  readonly newId: () => string;
  readonly now: () => Date;
}

const form = 'application/x-www-form-urlencoded';
const maxFormBytes = 256 * 1024;
const maxResourceBytes = 1024 * 1024;
/** Characters of created resources that one process keeps. */
const creationAllowance = 64 * 1024 * 1024;

function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

function typeOf(request: Request): ResourceType {
  const name = pathPart(request, 'type');
  const type = resourceTypes.get(name);
  if (type !== undefined) return type;
  throw new FhirFault(404, 'not-supported', `There is no resource type ${quoteName(name)} here.`);
}

/** The base as configured, and as this client sees it (localhost and 127.0.0.1 are the same server). */
function ownBases(request: Request, options: SandboxRouterOptions): readonly string[] {
  const host = request.get('host') ?? '';
  return [options.baseUrl(), `${request.protocol}://${host}${request.baseUrl}`];
}

function queryPairs(request: Request): readonly NameValue[] {
  const start = request.url.indexOf('?');
  return start === -1 ? [] : [...new URLSearchParams(request.url.slice(start + 1))];
}

function preferred(request: Request): readonly string[] {
  return (request.get('prefer') ?? '').toLowerCase().split(/[;,]\s*/);
}

function sendVersioned(response: Response, status: number, entry: StoredEntry): void {
  const { versionId = '1', lastUpdated } = entry.resource.meta ?? {};
  response.set('ETag', `W/"${versionId}"`);
  if (lastUpdated !== undefined) {
    response.set('Last-Modified', new Date(lastUpdated).toUTCString());
  }
  sendResource(response, status, entry.resource);
}

function readHandler(store: SandboxFhirStore) {
  return (request: Request, response: Response): void => {
    const type = typeOf(request);
    const id = pathPart(request, 'id');
    if (!isFhirId(id)) throw new FhirFault(400, 'value', 'This is not a FHIR id.');
    const entry = store.read(type.name, id);
    const version = request.params['version'];
    const isOtherVersion =
      version !== undefined && version !== (entry?.resource.meta?.versionId ?? '1');
    if (entry === undefined || isOtherVersion) {
      throw new FhirFault(404, 'not-found', `There is no ${type.name} with this id.`);
    }
    sendVersioned(response, 200, entry);
  };
}

function postedPairs(request: Request): readonly NameValue[] {
  const body: unknown = request.method === 'POST' ? request.body : undefined;
  if (body === undefined) return [];
  // Searching without the filters that another parser took away would answer with everybody's records.
  if (typeof body !== 'string') throw new FhirFault(500, 'exception', 'The form was read before.');
  return [...new URLSearchParams(body)];
}

function searchHandler(store: SandboxFhirStore, options: SandboxRouterOptions) {
  return (request: Request, response: Response): void => {
    const pairs = [...queryPairs(request), ...postedPairs(request)];
    const search = readSearch(pairs, typeOf(request), {
      store,
      ownBases: ownBases(request, options),
      isStrict: preferred(request).includes('handling=strict'),
    });
    sendResource(response, 200, buildSearchset(search, store, options.baseUrl()));
  };
}

function createHandler(store: SandboxFhirStore, options: SandboxRouterOptions) {
  let allowance = creationAllowance;
  return (request: Request, response: Response): void => {
    const type = typeOf(request);
    const scope = { ...options, store, ownBases: ownBases(request, options) };
    const resource = prepareResource(request.body, type, scope);
    allowance -= JSON.stringify(resource).length;
    if (allowance < 0) {
      throw new FhirFault(507, 'throttled', 'The sandbox is full; restart it to empty it.');
    }
    const entry = store.add(resource);
    const location = `${options.baseUrl()}/${type.name}/${entry.id}/_history/1`;
    response.set('Location', location);
    if (preferred(request).includes('return=minimal')) response.status(201).end();
    else sendVersioned(response, 201, entry);
  };
}

/** Checks the type before anything else, then the media type of the body. */
function requireBody(isRight: (request: Request) => boolean, wanted: string) {
  return (request: Request, _response: Response, next: () => void): void => {
    typeOf(request);
    if (!isRight(request)) {
      throw new FhirFault(415, 'not-supported', `The body must be ${wanted}.`);
    }
    next();
  };
}

function refuseTypedMethod(allowed: string) {
  const refuse = refuseMethod(allowed);
  return (request: Request, response: Response, next: () => void): void => {
    typeOf(request);
    void refuse(request, response, next);
  };
}

/**
 * The router of the sandbox's FHIR R4 server, to be mounted at its base path and before any other body parser.
 * Takes any bearer token, from any origin. Every error is answered as an OperationOutcome.
 */
export function createSandboxFhirRouter(
  store: SandboxFhirStore,
  options: SandboxRouterOptions,
): express.Router {
  const router = Router({ caseSensitive: true });
  const parseJson = express.json({ type: isJson, limit: maxResourceBytes });
  const parseForm = express.text({ type: form, limit: maxFormBytes });
  const isForm = (request: Request): boolean =>
    mediaType(request) === form || (mediaType(request) === '' && !hasBody(request));
  const search = searchHandler(store, options);
  const read = readHandler(store);

  router.use(allowAnyOrigin, requireJsonAccepted);
  router
    .route('/metadata')
    .get((_request, response) => {
      sendResource(response, 200, buildCapabilityStatement(options.baseUrl(), options.now()));
    })
    .all(refuseMethod('GET, HEAD'));
  router
    .route('/:type/_search')
    .post(requireBody(isForm, form), parseForm, search)
    .all(refuseTypedMethod('POST'));
  router
    .route('/:type')
    .get(search)
    .post(requireBody(isJson, 'application/fhir+json'), parseJson, createHandler(store, options))
    .all(refuseTypedMethod('GET, HEAD, POST'));
  router.route('/:type/:id').get(read).all(refuseTypedMethod('GET, HEAD'));
  router.route('/:type/:id/_history/:version').get(read).all(refuseTypedMethod('GET, HEAD'));
  router.use(() => {
    throw new FhirFault(404, 'not-found', 'There is nothing at this address.');
  });
  router.use(sendFault);
  return router;
}
