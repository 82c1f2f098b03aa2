/** SMART Backend Services: our own token for a FHIR server, against a real token endpoint. */
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportPKCS8, generateKeyPair, jwtVerify, type CryptoKey } from 'jose';
import type { Outbound } from '../../src/outbound/index.js';
import {
  startTokenBench,
  startedAt as start,
  type TokenBench,
  type TokenBenchOptions,
} from '../support/backend-token-bench.js';
import { gatherFrom } from '../support/fhir-client-fixture.js';
import { healthy } from '../support/fhir-server-bench.js';
import {
  createAuthority,
  localOutbound,
  type Authority,
  type SecureServer,
} from '../support/secure-server.js';

let authority: Authority;
let publicKey: CryptoKey;
let privateKey: string;
let outbound: Outbound;
let benches: TokenBench[] = [];

beforeAll(async () => {
  authority = await createAuthority();
  const pair = await generateKeyPair('ES384', { extractable: true });
  publicKey = pair.publicKey;
  privateKey = await exportPKCS8(pair.privateKey);
});
beforeEach(() => {
  outbound = localOutbound(authority);
});
afterEach(async () => {
  await Promise.all(benches.map((started) => started.stop()));
  benches = [];
  await outbound.close();
});

const granted = (token: string, rest: object = { expires_in: 300 }): string =>
  JSON.stringify({ access_token: token, token_type: 'bearer', ...rest });

async function bench(
  parts: Pick<TokenBenchOptions, 'tokenListener' | 'fhirListener'> & { privateKey?: string },
): Promise<TokenBench> {
  const started = await startTokenBench({ authority, outbound, privateKey, ...parts });
  benches.push(started);
  return started;
}

const authorizations = ({ requests }: SecureServer): readonly unknown[] => [
  ...new Set(requests.map(({ headers }) => headers.authorization)),
];
const allRead = { Observation: 'data', Procedure: 'data', MedicationRequest: 'data' };
const noneRead = { Observation: 'error', Procedure: 'error', MedicationRequest: 'error' };

describe('a request without a token', () => {
  test('is read with ours, which is asked for once', async () => {
    const { ehr, tokens, gather, tokenFetches } = await bench({
      tokenListener: (_request, response) => response.end(granted('our-token')),
    });

    const charts = await Promise.all([gather(), gather()]);
    const later = await gather();

    for (const { queries } of [...charts, later]) expect(queries).toMatchObject(allRead);
    expect(authorizations(ehr)).toEqual(['Bearer our-token']);
    expect(tokens.requests).toHaveLength(1);
    expect(tokenFetches).toEqual(['fetched']);
  });

  test('has the token asked for with an assertion signed by our key', async () => {
    const sent: Promise<string>[] = [];
    const { gather, tokens, pass } = await bench({
      tokenListener: (request: IncomingMessage, response) => {
        sent.push(text(request));
        response.end(granted('our-token', { expires_in: 1 }));
      },
    });

    await gather();
    pass(1000);
    await gather();

    const forms = (await Promise.all(sent)).map((body) => new URLSearchParams(body));
    const verified = await Promise.all(
      forms.map((form) =>
        jwtVerify(form.get('client_assertion') ?? '', publicKey, {
          currentDate: new Date(start),
          algorithms: ['ES384'],
          issuer: 'our-client',
          subject: 'our-client',
          audience: `${tokens.origin}/token`,
          requiredClaims: ['exp', 'iat', 'jti'],
        }),
      ),
    );
    const [first, second] = verified;
    expect(tokens.requests.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/token'],
      ['POST', '/token'],
    ]);
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      scope: 'system/*.rs',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: forms[0]?.get('client_assertion'),
    });
    expect(first?.protectedHeader).toEqual({ alg: 'ES384', kid: 'key-1', typ: 'JWT' });
    expect((first?.payload.exp ?? 0) - start / 1000).toBeLessThanOrEqual(300);
    expect(first?.payload.jti).not.toBe(second?.payload.jti);
  });

  test.each([
    ['is used until shortly before its end', 300, 269_999, 1],
    ['is not used in its last half minute', 300, 270_000, 2],
    ['is used until shortly before an end told as text', '300', 269_999, 1],
    ['is not used after an end told as text', '300', 270_000, 2],
    ['is not used again where its end is unclear', 'soon', 1, 2],
  ])('gets one that %s', async (_title, lifetime, milliseconds, count) => {
    const { gather, pass, tokens } = await bench({
      tokenListener: (_request, response) =>
        response.end(granted('our-token', { expires_in: lifetime })),
    });

    await gather();
    pass(milliseconds);
    await gather();

    expect(tokens.requests).toHaveLength(count);
  });

  test('gets a new one after the server has refused the old one', async () => {
    let number = 0;
    const { gather, ehr, tokens } = await bench({
      tokenListener: (_request, response) => response.end(granted(`token-${(number += 1)}`)),
      fhirListener: (request, response) => {
        const isOld = request.headers.authorization === 'Bearer token-1';
        if (isOld) response.writeHead(401).end('{}');
        else healthy(request, response);
      },
    });

    expect((await gather()).queries).toMatchObject(noneRead);
    expect((await gather()).queries).toMatchObject(allRead);
    expect(authorizations(ehr)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(tokens.requests).toHaveLength(2);
  });
});

test('the token of the request is used where there is one, and none of ours is asked for', async () => {
  const { access, ehr, tokens } = await bench({
    tokenListener: (_request, response) => response.end(granted('our-token')),
  });

  await gatherFrom({ access, fhirServer: `${ehr.origin}/fhir` });

  expect(authorizations(ehr)).toEqual(['Bearer secret-token']);
  expect(tokens.requests).toEqual([]);
});

test('an empty token is none', async () => {
  const { access, ehr } = await bench({
    tokenListener: (_request, response) => response.end(granted('our-token')),
  });

  await gatherFrom({
    access,
    fhirServer: `${ehr.origin}/fhir`,
    request: { fhirAuthorization: { access_token: '' } },
  });

  expect(authorizations(ehr)).toEqual(['Bearer our-token']);
});

describe('when no token can be had', () => {
  const refusals: readonly [string, RequestListener, string][] = [
    [
      '400',
      (_request, response) => response.writeHead(400).end('{"error":"invalid_client"}'),
      'bad-request',
    ],
    ['404', (_request, response) => response.writeHead(404).end('<html>'), 'not-found'],
    ['500', (_request, response) => response.writeHead(500).end(), 'overloaded'],
    ['a broken connection', (request) => request.socket.destroy(), 'network'],
    [
      'a redirect',
      (_request, response) => response.writeHead(307, { location: '/other' }).end(granted('t')),
      'redirect',
    ],
    [
      'no token in the answer',
      (_request, response) => response.end('{"token_type":"bearer"}'),
      'malformed',
    ],
    [
      'another kind of token',
      (_request, response) => response.end('{"access_token":"t","token_type":"mac"}'),
      'malformed',
    ],
    [
      'a token with a line break',
      (_request, response) => response.end(granted('a\\r\\nx: y')),
      'malformed',
    ],
    ['an array', (_request, response) => response.end('[]'), 'malformed'],
    [
      'an answer of a megabyte',
      (_request, response) => response.end(granted('t'.repeat(1_000_000))),
      'too-large',
    ],
  ];

  test.each(refusals)(
    '(%s) nothing is read, above all not without one',
    async (_title, listener, reason) => {
      const { ehr, gather, outcomes, tokenFetches } = await bench({ tokenListener: listener });

      const chart = await gather();

      expect(chart.queries).toMatchObject(noneRead);
      expect(outcomes).toEqual(['no-token', 'no-token', 'no-token']);
      expect(tokenFetches).toEqual([reason]);
      expect(ehr.connections()).toBe(0);
    },
  );

  test('because the key is none, the token endpoint is not asked', async () => {
    const { ehr, gather, tokens, outcomes, tokenFetches } = await bench({
      tokenListener: (_request, response) => response.end(granted('our-token')),
      privateKey: 'ZZ',
    });

    await gather();

    expect(outcomes).toEqual(['no-token', 'no-token', 'no-token']);
    expect(tokenFetches).toEqual(['key']);
    expect([...ehr.requests, ...tokens.requests]).toEqual([]);
  });

  test('it is asked for again after some seconds, not before', async () => {
    const { gather, pass, tokens } = await bench({
      tokenListener: (_request, response) => response.writeHead(503).end(),
    });

    await gather();
    pass(4999);
    await gather();
    expect(tokens.requests).toHaveLength(1);
    pass(1);
    await gather();

    expect(tokens.requests).toHaveLength(2);
  });

  test('within the deadline, the chart goes without', async () => {
    const { access, ehr, outcomes } = await bench({ tokenListener: () => undefined });

    const chart = await gatherFrom({
      access,
      fhirServer: `${ehr.origin}/fhir`,
      isAnonymous: true,
      deadlineMs: 200,
    });

    expect(chart.queries).toMatchObject(noneRead);
    expect(outcomes).toEqual(['aborted', 'aborted', 'aborted']);
    expect(ehr.connections()).toBe(0);
  });
});
