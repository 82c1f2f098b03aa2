/** The listening server: time limits, answers to what is not HTTP, TLS, and an end that finishes what was begun. */
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ErrorCode } from '../errors/catalogue.js';
import { answerClientError } from '../http/client-error.js';
import { messageClasses } from '../http/messages.js';
import type { ServerConfiguration } from '../model/configuration.js';
import { watchConnections, type Connections } from './connections.js';

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly tls?: ServerConfiguration['tls'];
  /** How long a client may take to send a request. */
  readonly receiveMs: number;
  /** How long a connection without a request is kept. */
  readonly keepAliveMs: number;
  /** Told of connections that were ended because what came was no request, with the code they were answered with. */
  readonly onNoRequest: (code: ErrorCode) => void;
}

export interface HttpServer {
  readonly address: { readonly host: string; readonly port: number };
  /** Reads the certificate again; connections that are open keep the old one. */
  readonly renewCertificate: (tls: NonNullable<ServerConfiguration['tls']>) => void;
  /**
   * Takes no more connections and resolves when the requests in flight are answered. Connections are cut after
   * `receiveMs` whose request is not there as a whole, after `patienceMs` all that are left.
   */
  readonly stop: (patienceMs: number) => Promise<void>;
}

const minTlsVersion = 'TLSv1.2';
const checkIdleEveryMs = 100;
const handshakeMs = 10_000;
const acceptWaitingMs = 1_000;

/** Resolves when it listens; rejects when the address cannot be had or the certificate cannot be used. */
export async function listen(
  onRequest: RequestListener,
  { host, port, tls, receiveMs, keepAliveMs, onNoRequest }: ListenOptions,
): Promise<HttpServer> {
  let isStopping = false;
  const listener: RequestListener = (request, response) => {
    connections.received(request, response);
    if (isStopping) response.setHeader('Connection', 'close');
    onRequest(request, response);
  };
  const settings = {
    ...messageClasses,
    requestTimeout: receiveMs,
    headersTimeout: Math.min(receiveMs, 10_000),
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 1_000,
  };
  const server: Server | TlsServer =
    tls === undefined
      ? createServer(settings, listener)
      : createTlsServer(
          {
            ...settings,
            ...readCertificate(tls),
            minVersion: minTlsVersion,
            handshakeTimeout: Math.min(receiveMs, handshakeMs),
          },
          listener,
        );
  server.on('clientError', (error, socket) => {
    const code = answerClientError(error, socket);
    if (code !== undefined) onNoRequest(code);
  });
  const connections = watchConnections(server);
  await startListening(server, { host, port });
  return {
    address: { host, port: (server.address() as AddressInfo).port },
    renewCertificate: (renewed) => {
      if ('setSecureContext' in server) {
        server.setSecureContext({ ...readCertificate(renewed), minVersion: minTlsVersion });
      }
    },
    stop: async (patienceMs) => {
      isStopping = true;
      await acceptWaiting(server);
      await stopListening(server, connections, { receiveMs, patienceMs });
    },
  };
}

function readCertificate(tls: NonNullable<ServerConfiguration['tls']>): {
  readonly cert: Buffer;
  readonly key: Buffer;
} {
  return { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) };
}

function startListening(
  server: Server,
  { host, port }: Pick<ListenOptions, 'host' | 'port'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Accepts the connections that the system holds ready, whose requests may have come as a whole: closing would reset them.
 * A busy process has many of them, and takes one at each turn of its loop.
 */
async function acceptWaiting(server: Server): Promise<void> {
  const end = performance.now() + acceptWaitingMs;
  let accepted = 0;
  const count = (): void => {
    accepted += 1;
  };
  server.on('connection', count);
  let before: number;
  do {
    before = accepted;
    // The first only ends the turn that is under way.
    await nextTurn();
    await nextTurn();
  } while (accepted > before && performance.now() < end);
  server.off('connection', count);
}

interface Patience {
  readonly receiveMs: number;
  readonly patienceMs: number;
}

function stopListening(
  server: Server,
  connections: Connections,
  { receiveMs, patienceMs }: Patience,
): Promise<void> {
  const endOfReceiving = performance.now() + receiveMs;
  return new Promise((resolve) => {
    // A connection that was busy when the stop was asked for is idle once its request is answered.
    const closeIdle = setInterval(() => {
      server.closeIdleConnections();
      // Node no longer looks at its own limit for receiving a request once the server is closed.
      if (performance.now() >= endOfReceiving) connections.cutUnsent();
    }, checkIdleEveryMs);
    const cut = setTimeout(connections.cutAll, patienceMs);
    server.close(() => {
      clearInterval(closeIdle);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
