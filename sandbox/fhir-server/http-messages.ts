/** What FHIR asks of HTTP: media types, headers, CORS, faults as answers. https://hl7.org/fhir/R4/http.html */
import type { IncomingMessage } from 'node:http';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Resource } from 'fhir/r4.js';
import { AccessFault, FhirFault, faultOutcome, toFault } from './fhir-fault.js';

const jsonTypes = ['application/fhir+json', 'application/json', 'application/json+fhir'];

/** The media type of a request's body, in lower case and without parameters; empty when none is given. */
export function mediaType(request: IncomingMessage): string {
  return withoutParameters(request.headers['content-type'] ?? '');
}

function withoutParameters(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether a request carries a body, of whatever type. */
export function hasBody(request: IncomingMessage): boolean {
  const { 'transfer-encoding': encoding, 'content-length': length } = request.headers;
  return encoding !== undefined || Number(length ?? 0) > 0;
}

/** Whether a request's body is said to be JSON. */
export function isJson(request: IncomingMessage): boolean {
  return jsonTypes.includes(mediaType(request));
}

/** Sends a resource as FHIR JSON. */
export function sendResource(response: Response, status: number, resource: Resource): void {
  const body = Buffer.from(JSON.stringify(resource));
  response.status(status);
  response.set('Content-Type', 'application/fhir+json; charset=utf-8');
  response.set('Content-Length', String(body.length));
  response.end(body);
}

/** Open to pages of any origin: the sandbox holds nothing but synthetic patients. Answers preflights itself. */
export const allowAnyOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Location,WWW-Authenticate',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response.set({
    'Access-Control-Allow-Methods': 'GET,POST,OPTIONS',
    'Access-Control-Allow-Headers': 'Authorization,Content-Type,Accept,Prefer',
    'Access-Control-Max-Age': '600',
  });
  response.status(204).end();
};

const acceptable = [...jsonTypes, 'application/*', '*/*'];

/** 406 for clients that take no JSON at all. Parameters such as fhirVersion and charset are not looked at. */
export const requireJsonAccepted: RequestHandler = (request, _response, next) => {
  const accepted = (request.get('accept') ?? '*/*').split(',').map(withoutParameters);
  if (!accepted.some((type) => type === '' || acceptable.includes(type))) {
    throw new FhirFault(406, 'not-supported', 'This server answers in application/fhir+json.');
  }
  next();
};

/** 405 with the methods that the address takes. */
export function refuseMethod(allowed: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', `${allowed}, OPTIONS`);
    throw new FhirFault(405, 'not-supported', `Allowed here: ${allowed}, OPTIONS.`);
  };
}

/** The last handler: every error becomes an OperationOutcome. */
export const sendFault: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const fault = toFault(error);
  if (fault instanceof AccessFault) response.set('WWW-Authenticate', fault.challenge);
  sendResource(response, fault.status, faultOutcome(fault));
};
