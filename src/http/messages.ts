/**
 * Express gives each request and response another prototype than it was made with. V8 then knows nothing any more of
 * objects of that shape, and looks everything up in them anew, from Node's own code too. Messages that a server makes of
 * these classes have that prototype from the beginning.
 */
import { IncomingMessage, ServerResponse, type ServerOptions } from 'node:http';
import express, { type Express } from 'express';

class ServiceRequest extends IncomingMessage {}
class ServiceResponse<Request extends IncomingMessage> extends ServerResponse<Request> {}
Object.setPrototypeOf(ServiceRequest.prototype, express.request);
Object.setPrototypeOf(ServiceResponse.prototype, express.response);

/** For the server that hands its messages to an application: https://nodejs.org/api/http.html#httpcreateserveroptions-requestlistener */
export const messageClasses = {
  IncomingMessage: ServiceRequest,
  ServerResponse: ServiceResponse,
} satisfies ServerOptions;

/** Makes these the messages of an application. They find its settings by `app`; those are the same in all of ours. */
export function useMessageClasses(app: Express): void {
  Object.assign(ServiceRequest.prototype, { app });
  Object.assign(ServiceResponse.prototype, { app });
  Object.assign(app, { request: ServiceRequest.prototype, response: ServiceResponse.prototype });
}
