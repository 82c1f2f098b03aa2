/** A client whose FHIR server gives tokens to us by SMART Backend Services, and the endpoint that gives them. */
import type { RequestListener } from 'node:http';
import type { FhirAccess } from '../../src/model/stages.js';
import type { Outbound } from '../../src/outbound/index.js';
import { accessOf, gatherFrom } from './fhir-client-fixture.js';
import { healthy } from './fhir-server-bench.js';
import { startSecureServer, type Authority, type SecureServer } from './secure-server.js';

export const startedAt = new Date('2026-01-01T00:00:00Z').getTime();

export interface TokenBenchOptions {
  readonly authority: Authority;
  readonly outbound: Outbound;
  /** PKCS #8 PEM, for ES384. */
  readonly privateKey: string;
  readonly tokenListener: RequestListener;
  readonly fhirListener?: RequestListener;
}

export interface TokenBench {
  readonly ehr: SecureServer;
  readonly tokens: SecureServer;
  readonly access: FhirAccess;
  readonly outcomes: string[];
  /** Of the requests for a token. */
  readonly tokenFetches: string[];
  readonly pass: (milliseconds: number) => void;
  /** Gathers with a request that brings no token. */
  readonly gather: () => ReturnType<typeof gatherFrom>;
  readonly stop: () => Promise<void>;
}

export async function startTokenBench({
  authority,
  outbound,
  privateKey,
  tokenListener,
  fhirListener = healthy,
}: TokenBenchOptions): Promise<TokenBench> {
  const ehr = await startSecureServer(authority, fhirListener);
  const tokens = await startSecureServer(authority, tokenListener, { host: 'login.example' });
  const fhirServer = `${ehr.origin}/fhir`;
  const outcomes: string[] = [];
  const tokenFetches: string[] = [];
  let at = startedAt;
  const access = accessOf({
    outbound,
    now: () => new Date(at),
    onFhirRequest: (outcome) => outcomes.push(outcome),
    onTokenFetch: (outcome) => tokenFetches.push(outcome),
    fhirServers: [
      {
        url: fhirServer,
        isPrivate: true,
        backendServices: {
          tokenUrl: `${tokens.origin}/token`,
          clientId: 'our-client',
          scope: 'system/*.rs',
          algorithm: 'ES384',
          keyId: 'key-1',
          privateKey,
        },
      },
    ],
  });
  return {
    ehr,
    tokens,
    access,
    outcomes,
    tokenFetches,
    pass: (milliseconds) => {
      at += milliseconds;
    },
    stop: async () => {
      await access.close();
      await Promise.all([ehr.stop(), tokens.stop()]);
    },
    gather: () => gatherFrom({ access, fhirServer, isAnonymous: true }),
  };
}
