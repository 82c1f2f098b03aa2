/** An EHR on the loopback interface, over TLS: FHIR server with the synthetic patients, key set, signed tokens. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import {
  createSandboxFhirRouter,
  createSandboxFhirStore,
} from '../../sandbox/fhir-server/index.js';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import { createCdsClient, type CdsClient, type CdsClientOptions } from './cds-client.js';
import { startSecureServer, type Authority, type SecureServer } from './secure-server.js';

/** True when it has answered, or will: by itself, or by letting the request `proceed` later. */
export type Intercept = (
  request: IncomingMessage,
  response: ServerResponse,
  proceed: () => void,
) => boolean;

export interface FakeEhr {
  readonly id: string;
  readonly server: SecureServer;
  /** What was asked of the FHIR server. */
  readonly fhirRequests: { readonly url: string; readonly authorization: string | undefined }[];
  readonly fhirBase: string;
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly client: CdsClient;
  /** A second key of this EHR: signs, but is in the key set only after `publish`. */
  readonly nextClient: CdsClient;
  readonly publish: (clients: readonly CdsClient[]) => void;
  /** Looks at requests first; undefined lets all through. */
  readonly interceptWith: (intercept: Intercept | undefined) => void;
  readonly stop: () => Promise<void>;
}

export interface FakeEhrOptions {
  readonly id: string;
  readonly audience: string;
  readonly now: () => Date;
  readonly algorithm?: CdsClientOptions['algorithm'];
}

export async function startFakeEhr(
  authority: Authority,
  { id, audience, now, algorithm = 'ES384' }: FakeEhrOptions,
): Promise<FakeEhr> {
  const issuer = `https://${id}.example/fhir`;
  const authentication = { issuer, audiences: [audience] };
  const client = createCdsClient({ id, algorithm, authentication });
  const nextClient = createCdsClient({ id, algorithm, authentication, keyId: `${id}-key-2` });
  let published: readonly CdsClient[] = [client];
  let intercept: Intercept | undefined;
  let origin = '';
  const store = createSandboxFhirStore(
    sandboxPatients(now()).flatMap(({ resources }) => resources),
  );
  const app = express();
  const fhirRequests: FakeEhr['fhirRequests'] = [];
  app.use((request, response, next) => {
    if (request.url.startsWith('/fhir/')) {
      fhirRequests.push({ url: request.url, authorization: request.headers.authorization });
    }
    if (intercept?.(request, response, next) !== true) next();
  });
  app.get('/jwks.json', (_request, response) => {
    response.json({ keys: published.flatMap(({ jwks }) => jwks.keys) });
  });
  app.use(
    '/fhir',
    createSandboxFhirRouter(store, { baseUrl: () => `${origin}/fhir`, newId: randomUUID, now }),
  );
  const server = await startSecureServer(authority, app, { host: 'localhost' });
  origin = server.origin;
  return {
    id,
    server,
    fhirRequests,
    fhirBase: `${origin}/fhir`,
    jwksUrl: `${origin}/jwks.json`,
    issuer,
    client,
    nextClient,
    publish: (clients) => {
      published = clients;
    },
    interceptWith: (next) => {
      intercept = next;
    },
    stop: server.stop,
  };
}
