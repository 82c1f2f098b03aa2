import { generateKeyPairSync } from 'node:crypto';
import type { PublicKey } from '../../src/model/configuration.js';
import type { FetchJson, OutboundFailure } from '../../src/model/outbound.js';
import { OutboundError } from '../../src/outbound/index.js';
import { createBench, start, type Bench } from '../support/authentication-bench.js';
import { createCdsClient, type CdsClient } from '../support/cds-client.js';

const url = 'https://keys.example/jwks.json';
const other = 'https://keys.example/other.json';
const now = () => start;
const remote = (keyId = 'key-1'): CdsClient =>
  createCdsClient({
    keyId,
    now,
    authentication: { keys: { kind: 'remote', url, isPrivate: true }, allowedJkus: [other] },
  });
const first = remote('key-1');
const second = remote('key-2');

/** A key server whose answer the test sets; an Error is a failure. */
function createKeyServer(answer: unknown) {
  const server = { answer };
  const fetchJson: FetchJson = () =>
    server.answer instanceof Error ? Promise.reject(server.answer) : Promise.resolve(server.answer);
  const bench = createBench([first.configuration], { fetchJson });
  return { server, bench };
}

const down = new Error('down');
/** Tokens made anew for the present of the bench. */
const outcomeOf = (bench: Bench, client: CdsClient, header: Record<string, unknown> = {}) => {
  const iat = bench.now().getTime() / 1000;
  return bench.outcome(client.authorization({ header, claims: { iat, exp: iat + 300 } }));
};

describe('a key set', () => {
  test('is fetched once, from the registered address, within bounds', async () => {
    const { bench } = createKeyServer(first.jwks);

    expect(await outcomeOf(bench, first)).toBe('hospital');
    expect(await outcomeOf(bench, first)).toBe('hospital');

    expect(bench.requests).toEqual([
      { url: new URL(url), isPrivate: true, maxBytes: 256 * 1024, timeoutMs: 2000 },
    ]);
    expect(bench.keyFetches).toEqual(['hospital fetched']);
  });

  test('is fetched from the jku of the token where that is registered', async () => {
    const { bench } = createKeyServer(first.jwks);

    expect(await outcomeOf(bench, first, { jku: other })).toBe('hospital');
    expect(await outcomeOf(bench, first, { jku: url })).toBe('hospital');

    expect(bench.requests.map((request) => request.url.href)).toEqual([other, url]);
  });

  test('is never fetched for a token that is refused by its header', async () => {
    const { bench } = createKeyServer(first.jwks);

    expect(await outcomeOf(bench, first, { jku: 'https://attacker.example/' })).toBe('jku');
    expect(await outcomeOf(bench, first, { alg: 'none' })).toBe('algorithm');
    expect(await outcomeOf(bench, first, { kid: '' })).toBe('unknown-key');
    expect(await outcomeOf(bench, first, { crit: ['x'], x: 1 })).toBe('malformed');

    expect(bench.requests).toEqual([]);
  });

  test('is fetched once for all requests that wait for it', async () => {
    const { promise, resolve } = withResolvers();
    const bench = createBench([first.configuration], { fetchJson: () => promise });

    const outcomes = Promise.all(Array.from({ length: 20 }, () => outcomeOf(bench, first)));
    await new Promise(setImmediate);
    resolve(first.jwks);

    expect(new Set(await outcomes)).toEqual(new Set(['hospital']));
    expect(bench.requests).toHaveLength(1);
  });

  test('is fetched again after ten minutes, and a key that is gone is refused from then on', async () => {
    const { server, bench } = createKeyServer(first.jwks);
    await outcomeOf(bench, first);
    server.answer = second.jwks;

    bench.pass(599);
    expect(await outcomeOf(bench, first)).toBe('hospital');
    bench.pass(1);
    expect(await outcomeOf(bench, first)).toBe('unknown-key');
    expect(await outcomeOf(bench, second)).toBe('hospital');

    expect(bench.requests).toHaveLength(2);
  });
});

describe('a key that is not in the set', () => {
  test('makes the set be fetched again, and is accepted when it is there now', async () => {
    const { server, bench } = createKeyServer(first.jwks);
    await outcomeOf(bench, first);
    server.answer = { keys: [...first.jwks.keys, ...second.jwks.keys] };

    bench.pass(30);
    expect(await outcomeOf(bench, second)).toBe('hospital');
    expect(await outcomeOf(bench, first)).toBe('hospital');

    expect(bench.requests).toHaveLength(2);
  });

  test('makes no more than one request in 30 seconds, whatever else it is called', async () => {
    const { bench } = createKeyServer(first.jwks);
    await outcomeOf(bench, first);

    for (let second = 0; second < 60; second++) {
      bench.pass(1);
      expect(await outcomeOf(bench, first, { kid: `unknown-${second}` })).toBe('unknown-key');
    }

    expect(bench.requests).toHaveLength(3);
    expect(await outcomeOf(bench, first)).toBe('hospital');
  });

  test('does not keep known keys from being used while the server is down', async () => {
    const { server, bench } = createKeyServer(first.jwks);
    await outcomeOf(bench, first);
    server.answer = down;

    bench.pass(30);
    expect(await outcomeOf(bench, second)).toBe('keys-unavailable');
    expect(await outcomeOf(bench, first)).toBe('hospital');
  });
});

describe('a key server that is down', () => {
  test('is asked once in five seconds', async () => {
    const { bench } = createKeyServer(down);

    for (let second = 0; second < 10; second++) {
      expect(await outcomeOf(bench, first)).toBe('keys-unavailable');
      bench.pass(1);
    }

    expect(bench.requests).toHaveLength(2);
    expect(bench.keyFetches).toEqual(['hospital network', 'hospital network']);
  });

  test.each<OutboundFailure>(['certificate', 'name-not-found', 'not-found', 'malformed'])(
    'is told to be so by reason of %s',
    async (failure) => {
      const { bench } = createKeyServer(new OutboundError(failure));

      expect(await outcomeOf(bench, first)).toBe('keys-unavailable');
      expect(bench.keyFetches).toEqual([`hospital ${failure}`]);
    },
  );

  test('is used again when it is back', async () => {
    const { server, bench } = createKeyServer(down);
    await outcomeOf(bench, first);
    server.answer = first.jwks;

    bench.pass(5);
    expect(await outcomeOf(bench, first)).toBe('hospital');
  });

  test('leaves its last set in use for an hour and no longer', async () => {
    const { server, bench } = createKeyServer(first.jwks);
    await outcomeOf(bench, first);
    server.answer = down;

    bench.pass(3599);
    expect(await outcomeOf(bench, first)).toBe('hospital');
    bench.pass(1);
    expect(await outcomeOf(bench, first)).toBe('keys-unavailable');
    server.answer = first.jwks;
    bench.pass(5);
    expect(await outcomeOf(bench, first)).toBe('hospital');
  });

  test('is one matter, another server another', async () => {
    const clinic = createCdsClient({
      id: 'clinic',
      now,
      authentication: { keys: { kind: 'remote', url: other, isPrivate: false } },
    });
    const bench = createBench([first.configuration, clinic.configuration], {
      fetchJson: (request) =>
        request.url.href === other ? Promise.resolve(clinic.jwks) : Promise.reject(down),
    });

    expect(await outcomeOf(bench, first)).toBe('keys-unavailable');
    expect(await outcomeOf(bench, clinic)).toBe('clinic');
    expect(bench.keyFetches).toEqual(['hospital network', 'clinic fetched']);
  });
});

describe('what a key server answers', () => {
  const [key] = first.jwks.keys;
  const secret = first.privateKey.export({ format: 'jwk' });
  const damaged = (members: Record<string, unknown>) => ({ keys: [{ ...key, ...members }] });

  test.each([
    ['null', null],
    ['a text', '<html>'],
    ['a list', first.jwks.keys],
    ['an object without keys', {}],
    ['keys that are no list', { keys: { 0: key, length: 1 } }],
  ])('is unavailable as %s', async (_title, answer) => {
    const { bench } = createKeyServer(answer);

    expect(await outcomeOf(bench, first)).toBe('keys-unavailable');
    expect(bench.keyFetches).toEqual(['hospital malformed']);
  });

  test('that is malformed does not replace the set at hand', async () => {
    const { server, bench } = createKeyServer(first.jwks);
    await outcomeOf(bench, first);
    server.answer = { keys: 'none' };

    bench.pass(600);
    expect(await outcomeOf(bench, first)).toBe('hospital');
    expect(bench.keyFetches).toEqual(['hospital fetched', 'hospital malformed']);
  });

  test.each([
    ['no keys', { keys: [] }],
    ['members that are no keys', { keys: [null, 1, 'x', [], {}] }],
    ['the private key', damaged({ ...secret })],
    ['a symmetric key', { keys: [{ kty: 'oct', kid: 'key-1', k: 'c2VjcmV0' }] }],
    ['a key without kid', damaged({ kid: undefined })],
    ['a key for encryption', damaged({ use: 'enc' })],
    ['a key for another algorithm', damaged({ alg: 'ES256' })],
    ['a key that may not verify', damaged({ key_ops: ['sign'] })],
    ['a key of another curve', damaged({ crv: 'P-256' })],
    ['a point that is not on the curve', damaged({ x: key?.['y'] })],
    ['coordinates that are no text', damaged({ x: 1 })],
    ['two keys of one kid', { keys: [key, { ...second.jwks.keys[0], kid: 'key-1' }] }],
  ])('has no usable key when it is %s', async (_title, answer) => {
    const { bench } = createKeyServer(answer);

    expect(await outcomeOf(bench, first)).toBe('unknown-key');
  });

  test('may hold others beside a good key', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rsa = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1' };
    const keys: readonly unknown[] = [null, { kty: 'oct', kid: 'key-1', k: 'AA' }, rsa, key];
    const { bench } = createKeyServer({ keys, more: true });

    expect(await outcomeOf(bench, first)).toBe('hospital');
  });

  test('is read once: later changes to it do not matter', async () => {
    const keys: PublicKey[] = [...first.jwks.keys];
    const { bench } = createKeyServer({ keys });
    await outcomeOf(bench, first);

    keys.length = 0;

    expect(await outcomeOf(bench, first)).toBe('hospital');
  });
});

function withResolvers(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
