/** What one registered client may read, how much at a time, and with whose token. */
import { baseOf, isAtOrBelow } from '../at-or-below.js';
import type {
  ClientConfiguration,
  FhirServerConfiguration,
  Limits,
} from '../model/configuration.js';
import type { FhirAccess, FhirReader, FhirReaderOptions } from '../model/stages.js';
import type { Outbound } from '../outbound/index.js';
import {
  createBackendTokens,
  type BackendTokens,
  type TokenFetchOutcome,
} from './backend-token.js';
import { getFhir } from './fhir-client.js';
import { createReader } from './fhir-reader.js';
import { createReaderPools, type ReaderPools } from './reader-pools.js';
import { createServerGate, createSlots, type GatedAnswer, type ServerGate } from './server-gate.js';

/** What became of one FHIR request. paused, no-token: it was not sent. */
export type FhirOutcome = GatedAnswer['outcome'] | 'no-token';

export interface FhirAccessOptions {
  readonly outbound: Outbound;
  readonly limits: Pick<Limits, 'responseBytes' | 'deadlineMs'>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told of every FHIR request: to be counted. */
  readonly onFhirRequest: (outcome: FhirOutcome) => void;
  /** Told of every request for an access token of ours. */
  readonly onTokenFetch: (outcome: TokenFetchOutcome) => void;
}

interface RegisteredServer {
  /** Origin and path, without a trailing slash. */
  readonly base: string;
  readonly configuration: FhirServerConfiguration;
  readonly gate: ServerGate;
  readonly tokens: BackendTokens | undefined;
}

/**
 * Opens nothing yet. A registered server is reached over https alone. Connections, breaker and slots belong to this
 * client: what its servers do to it, no other client feels.
 */
export function createFhirAccess(
  client: Pick<ClientConfiguration, 'fhirServers' | 'fhirAccess'>,
  options: FhirAccessOptions,
): FhirAccess {
  const { outbound, limits } = options;
  const slots = createSlots(client.fhirAccess.concurrentRequests);
  const servers = client.fhirServers.map((configuration): RegisteredServer => {
    const patienceMs = limits.deadlineMs / 2;
    const gate = createServerGate({ limits: client.fhirAccess, slots, patienceMs });
    const tokens = tokensOf(configuration, options);
    return { base: baseOf(new URL(configuration.url)), configuration, gate, tokens };
  });
  // The nearest registration above an address is the one that holds.
  const byDepth = servers.toSorted((a, b) => b.base.length - a.base.length);
  const pools = createReaderPools(({ configuration: { isPrivate } }: RegisteredServer) =>
    outbound.openPool({
      isPrivate,
      maxResponseBytes: limits.responseBytes,
      maxConnections: client.fhirAccess.concurrentRequests,
    }),
  );
  return {
    open: (base, request) => {
      const wanted = baseOf(base);
      const server = byDepth.find((registered) => isAtOrBelow(wanted, registered.base));
      if (server === undefined || base.protocol !== 'https:') return undefined;
      return openReader({ server, request, pools, onFhirRequest: options.onFhirRequest });
    },
    close: pools.close,
  };
}

function tokensOf(
  { backendServices, isPrivate }: FhirServerConfiguration,
  { outbound, now, newId, onTokenFetch }: FhirAccessOptions,
): BackendTokens | undefined {
  if (backendServices === undefined) return undefined;
  const { fetchJson } = outbound;
  return createBackendTokens(backendServices, { fetchJson, isPrivate, now, newId, onTokenFetch });
}

interface Reading {
  readonly server: RegisteredServer;
  readonly request: FhirReaderOptions;
  readonly pools: ReaderPools<RegisteredServer>;
  readonly onFhirRequest: (outcome: FhirOutcome) => void;
}

type Aborted = Promise<{ readonly outcome: 'aborted' }>;

function openReader(reading: Reading): FhirReader {
  const aborted = whenAborted(reading.request.signal);
  const leave = reading.pools.enter();
  return createReader(async (url) => {
    const answer = await Promise.race([fetchGated(url, reading), aborted]);
    reading.onFhirRequest(answer.outcome);
    return answer;
  }, leave);
}

function whenAborted(signal: AbortSignal): Aborted {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve({ outcome: 'aborted' });
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

async function fetchGated(
  url: URL,
  { server, request, pools }: Reading,
): Promise<GatedAnswer | { readonly outcome: 'no-token' }> {
  const { tokens } = server;
  const { signal } = request;
  const own = request.accessToken === undefined ? await tokens?.get() : undefined;
  const accessToken = request.accessToken ?? own;
  // Without a token the answer might be a smaller one instead of a refusal.
  if (accessToken === undefined && tokens !== undefined) return { outcome: 'no-token' };
  const answer = await server.gate(
    () => getFhir({ url, accessToken, signal }, pools.poolOf(server)),
    signal,
  );
  if (answer.outcome === 'unauthorized' && own !== undefined) tokens?.forget(own);
  return answer;
}
