/** The REST interface of the sandbox server. https://hl7.org/fhir/R4/http.html */
import express, { Router, type Request, type Response } from 'express';
import { buildCapabilityStatement, type AuthorizationEndpoints } from './capability-statement.js';
import { textAt } from './element-values.js';
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
import { ownBases, shownBase } from './own-bases.js';
import { isFhirId } from './references.js';
import { prepareResource } from './resource-creation.js';
import { resourceTypes, type ResourceType } from './resource-types.js';
import type { NameValue } from './result-parameters.js';
import { readSearch } from './search-request.js';
import { buildSearchset } from './searchset.js';
import type { SandboxFhirStore, StoredEntry } from './store.js';
import {
  checkRecord,
  grantOf,
  limitOf,
  narrowSearch,
  type FindGrant,
  type Interaction,
  type PatientLimit,
} from './token-access.js';

export interface SandboxRouterOptions {
  /** The public FHIR base, without trailing slash. */
  readonly baseUrl: () => string;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Looks bearer tokens up; without it they are not looked at. */
  readonly findGrant?: FindGrant;
  /** Where apps are authorized. */
  readonly authorization?: AuthorizationEndpoints;
  /** Characters of created resources that are kept; 64 MB when not given. */
  readonly creationAllowance?: number;
}

const form = 'application/x-www-form-urlencoded';
const maxFormBytes = 256 * 1024;
const maxResourceBytes = 1024 * 1024;
const defaultCreationAllowance = 64 * 1024 * 1024;

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

function limitFor(
  request: Request,
  interaction: Interaction,
  { findGrant }: SandboxRouterOptions,
): PatientLimit {
  const grant = findGrant === undefined ? 'open' : grantOf(request, findGrant);
  return limitOf(grant, typeOf(request).name, interaction);
}

function queryPairs(request: Request): readonly NameValue[] {
  const start = request.url.indexOf('?');
  return start === -1 ? [] : [...new URLSearchParams(request.url.slice(start + 1))];
}

function preferred(request: Request): readonly string[] {
  return (request.get('prefer') ?? '').toLowerCase().split(/[;,]\s*/);
}

/** The version of a resource; 1 where its own word for it could not stand in a header. */
function versionOf({ resource }: StoredEntry): string {
  const version = textAt(resource, 'meta.versionId') ?? '';
  return isFhirId(version) ? version : '1';
}

function sendVersioned(response: Response, status: number, entry: StoredEntry): void {
  response.set('ETag', `W/"${versionOf(entry)}"`);
  if (entry.lastUpdated !== undefined) {
    response.set('Last-Modified', new Date(entry.lastUpdated).toUTCString());
  }
  sendResource(response, status, entry.resource);
}

function readHandler(store: SandboxFhirStore, options: SandboxRouterOptions) {
  return (request: Request, response: Response): void => {
    const type = typeOf(request);
    const limit = limitFor(request, 'read', options);
    const id = pathPart(request, 'id');
    if (!isFhirId(id)) throw new FhirFault(400, 'value', 'This is not a FHIR id.');
    const entry = store.read(type.name, id);
    const version = request.params['version'];
    if (entry === undefined || (version !== undefined && version !== versionOf(entry))) {
      throw new FhirFault(404, 'not-found', `There is no ${type.name} with this id.`);
    }
    checkRecord(entry, limit);
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
    const limit = limitFor(request, 'search', options);
    const pairs = [...queryPairs(request), ...postedPairs(request)];
    const search = readSearch(pairs, typeOf(request), {
      store,
      ownBases: ownBases(request, options.baseUrl()),
      isStrict: preferred(request).includes('handling=strict'),
    });
    const base = shownBase(request, options.baseUrl());
    sendResource(response, 200, buildSearchset(narrowSearch(search, limit), store, base));
  };
}

function createHandler(store: SandboxFhirStore, options: SandboxRouterOptions) {
  let allowance = options.creationAllowance ?? defaultCreationAllowance;
  return (request: Request, response: Response): void => {
    const type = typeOf(request);
    const limit = limitFor(request, 'create', options);
    const { newId, now, baseUrl } = options;
    const scope = { newId, now, store, ownBases: ownBases(request, baseUrl()) };
    const resource = prepareResource(request.body, type, scope);
    checkRecord({ type: type.name, id: resource.id ?? '', resource }, limit);
    allowance -= JSON.stringify(resource).length;
    if (allowance < 0) {
      throw new FhirFault(507, 'throttled', 'The sandbox is full; restart it to empty it.');
    }
    const entry = store.add(resource);
    const location = `${shownBase(request, baseUrl())}/${type.name}/${entry.id}/_history/1`;
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
 * Open without a token, from any origin; with one, only for what was granted with it. Every error is answered as an
 * OperationOutcome.
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
  const read = readHandler(store, options);
  const { baseUrl, now, findGrant, authorization } = options;

  router.use(allowAnyOrigin, requireJsonAccepted);
  router
    .route('/metadata')
    .get((request, response) => {
      const base = shownBase(request, baseUrl());
      sendResource(response, 200, buildCapabilityStatement({ base, date: now(), authorization }));
    })
    .all(refuseMethod('GET, HEAD'));
  router.use((request, _response, next) => {
    if (findGrant !== undefined) grantOf(request, findGrant);
    next();
  });
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
