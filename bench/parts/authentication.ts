/** What it costs to know who calls, against the least it can cost: one verification of the signature. */
import { createPublicKey, verify, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '../../src/audit/index.js';
import { createAuthenticator, createReplayGuard } from '../../src/intake/authentication/index.js';
import type { Store } from '../../src/model/audit.js';
import { createCdsClient, type CdsClient } from '../../test/support/cds-client.js';
import { closely, measureRounds, roughly } from '../measure/cpu-time.js';
import { median, medianExcess } from '../measure/statistics.js';
import { signAhead } from '../production/production-setup.js';
import type { BenchContext, BenchPart } from './bench-context.js';

type Algorithm = 'RS384' | 'ES384';

const { subtle } = webcrypto;
const verifyInThreadPool = promisify(verify);
const tokenCount = 500;

const subtleParameters = {
  RS384: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
} as const;

export const authenticationPart: BenchPart = {
  name: 'authentication',
  title: 'Authentication',
  run: async (context) => {
    const store = await openStore({ kind: 'sqlite', file: join(context.folder, 'tokens.sqlite') });
    const rows = [];
    const judged = [];
    try {
      for (const algorithm of ['RS384', 'ES384'] as const) {
        const costs = await measureAlgorithm(algorithm, store, context);
        const beyond = (name: string): number =>
          medianExcess(costs.get(name) ?? [], costs.get('sync') ?? []) * 1000;
        rows.push([
          algorithm,
          ...[...costs.values()].map((ms) => median(ms) * 1000),
          beyond('whole'),
        ]);
        judged.push({
          what: `Authentication with ${algorithm}, beyond one verification`,
          measured: beyond('whole'),
          unit: 'µs',
          wanted: 'at-most' as const,
          bar: 50,
        });
        judged.push({
          what: `The same with its entry in the SQLite store, ${algorithm}`,
          measured: beyond('stored'),
          unit: 'µs',
          wanted: 'at-most' as const,
          bar: 50,
        });
      }
    } finally {
      await store.close();
    }
    const columns = [
      'algorithm',
      'crypto.verify, sync',
      'crypto.verify, callback',
      'subtle.verify',
      'authenticator',
      'authenticator and store',
      'beyond one verification',
    ];
    return { tables: [{ title: 'CPU in microseconds a token', columns, rows }], judged, notes: [] };
  },
};

async function measureAlgorithm(
  algorithm: Algorithm,
  store: Store,
  { isQuick }: BenchContext,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const ehr = createCdsClient({ id: 'hospital', algorithm });
  const [jwk] = ehr.jwks.keys;
  const tokens = Array.from({ length: tokenCount }, () => signedParts(ehr));
  const ofEach = (check: (token: Signed) => unknown): (() => unknown) => inTurn(tokens, check);
  const key = {
    key: createPublicKey({ key: { ...jwk }, format: 'jwk' }),
    ...(algorithm === 'ES384' && { dsaEncoding: 'ieee-p1363' as const }),
  };
  const parameters = subtleParameters[algorithm];
  const subtleKey = await subtle.importKey('jwk', { ...jwk }, parameters, false, ['verify']);
  return measureRounds(
    [
      {
        name: 'sync',
        run: ofEach(({ data, signature }) => verify('sha384', data, key, signature)),
      },
      {
        name: 'callback',
        run: ofEach(({ data, signature }) => verifyInThreadPool('sha384', data, key, signature)),
      },
      {
        name: 'subtle',
        run: ofEach(({ data, signature }) => subtle.verify(parameters, subtleKey, signature, data)),
      },
      { name: 'whole', run: authenticateEach(ehr, () => Promise.resolve(true)) },
      { name: 'stored', run: authenticateEach(ehr, claimAnew(store)) },
    ],
    isQuick ? roughly : closely,
  );
}

interface Signed {
  readonly data: Buffer;
  readonly signature: Buffer;
}

/** Each run takes another token: how long a verification takes depends on the signature. */
function inTurn(tokens: readonly Signed[], check: (token: Signed) => unknown): () => unknown {
  let next = 0;
  return () => {
    const token = tokens[next % tokens.length];
    next += 1;
    return token && check(token);
  };
}

function signedParts(ehr: CdsClient): Signed {
  const token = ehr.sign();
  const end = token.lastIndexOf('.');
  return {
    data: Buffer.from(token.slice(0, end)),
    signature: Buffer.from(token.slice(end + 1), 'base64url'),
  };
}

/** Each run takes another token; once all were used, an authenticator that has seen none of them takes over. */
function authenticateEach(ehr: CdsClient, claimToken: Store['claimToken']): () => Promise<unknown> {
  const tokens = signAhead(ehr, tokenCount);
  let authenticate = createAuthentication(ehr, claimToken);
  let next = 0;
  return () => {
    if (next === tokens.length) {
      authenticate = createAuthentication(ehr, claimToken);
      next = 0;
    }
    next += 1;
    return authenticate(tokens[next - 1]);
  };
}

function createAuthentication(
  ehr: CdsClient,
  claimToken: Store['claimToken'],
): (header: string | undefined) => Promise<unknown> {
  const now = (): Date => new Date();
  const replayGuard = createReplayGuard({
    claimToken,
    now,
    onFallback: (why) => {
      throw new Error(`the store did not answer: ${why}`);
    },
    remember: () => undefined,
  });
  return createAuthenticator([ehr.configuration], {
    now,
    replayGuard,
    fetchJson: () => Promise.reject(new Error('keys are inline')),
    onKeyFetch: () => undefined,
  }).authenticate;
}

/** Lets the store take the same token again, as an entry of its own. */
function claimAnew({ claimToken }: Store): Store['claimToken'] {
  let count = 0;
  return (use) => {
    count += 1;
    return claimToken({ ...use, key: `${use.key}-${count}` });
  };
}
