/** An authenticator with a clock, a network and a store that the test holds in its hand. */
import { AppError } from '../../src/errors/app-error.js';
import {
  createAuthenticator,
  createReplayGuard,
  type AuthenticatedClient,
  type ReplayGuard,
} from '../../src/intake/authentication/index.js';
import type { TokenUse } from '../../src/model/audit.js';
import type { FetchJson, JsonRequest } from '../../src/model/outbound.js';

export const start = new Date('2026-03-02T10:00:00Z');

export interface Bench {
  readonly authenticate: (authorization: string | undefined) => Promise<AuthenticatedClient>;
  /** The reason of the refusal, or the id of the client that was accepted. */
  readonly outcome: (authorization: string | undefined) => Promise<string>;
  readonly now: () => Date;
  readonly pass: (seconds: number) => void;
  readonly requests: readonly JsonRequest[];
  /** `<client id> <outcome>` for each fetch of a key set. */
  readonly keyFetches: readonly string[];
}

export interface BenchOptions {
  readonly fetchJson?: FetchJson;
  readonly replayGuard?: ReplayGuard;
}

export function createBench(
  clients: readonly AuthenticatedClient[],
  { fetchJson = unreachable, replayGuard }: BenchOptions = {},
): Bench {
  const clock = createClock();
  const requests: JsonRequest[] = [];
  const keyFetches: string[] = [];
  const { authenticate } = createAuthenticator(clients, {
    now: clock.now,
    fetchJson: (request) => {
      requests.push(request);
      return fetchJson(request);
    },
    replayGuard:
      replayGuard ??
      createReplayGuard({
        claimToken: createTokenStore(),
        now: clock.now,
        onFallback: () => undefined,
        remember: () => undefined,
      }),
    onKeyFetch: (clientId, result) => keyFetches.push(`${clientId} ${result}`),
  });
  return {
    authenticate,
    outcome: async (authorization) => {
      try {
        return (await authenticate(authorization)).id;
      } catch (error) {
        return refusalOf(error);
      }
    },
    ...clock,
    requests,
    keyFetches,
  };
}

export function createClock(): { now: () => Date; pass: (seconds: number) => void } {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    pass: (seconds) => {
      at += seconds * 1000;
    },
  };
}

/** The claims of a store that is up. */
export function createTokenStore(): (use: TokenUse) => Promise<boolean> {
  const keys = new Set<string>();
  return (use) => {
    const isFirst = !keys.has(use.key);
    keys.add(use.key);
    return Promise.resolve(isFirst);
  };
}

/** `not authenticated for no reason` where the error lacks one, so that such a bug shows. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof AppError) || error.code !== 'NOT_AUTHENTICATED') {
    throw error;
  }
  return error.details.reason ?? 'not authenticated for no reason';
}

const unreachable: FetchJson = () => Promise.reject(new Error('unreachable'));
