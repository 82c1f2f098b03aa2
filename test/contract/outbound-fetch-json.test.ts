/** Requests for key sets and access tokens, against real TLS servers. */
import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { createOutbound, type Outbound } from '../../src/outbound/index.js';
import {
  createAuthority,
  localOutbound,
  startSecureServer,
  unusedPort,
  type Authority,
  type SecureServer,
  type SecureServerOptions,
} from '../support/secure-server.js';

let authority: Authority;
let outbound: Outbound;
let servers: SecureServer[] = [];

beforeAll(async () => {
  authority = await createAuthority();
});
beforeEach(() => {
  outbound = localOutbound(authority);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
  await outbound.close();
});

async function run(
  listener: RequestListener,
  options?: SecureServerOptions,
): Promise<SecureServer> {
  const server = await startSecureServer(authority, listener, options);
  servers.push(server);
  return server;
}

const wanted = (url: string) => ({
  url: new URL(url),
  isPrivate: true,
  maxBytes: 1000,
  timeoutMs: 5000,
});

test('the JSON of a 2xx answer is what comes back', async () => {
  const server = await run((_request, response) => response.end('{"keys":[]}'));

  await expect(outbound.fetchJson(wanted(`${server.origin}/jwks`))).resolves.toEqual({ keys: [] });
  expect(server.requests[0]).toMatchObject({
    method: 'GET',
    url: '/jwks',
    headers: { accept: 'application/json', 'accept-encoding': 'identity' },
  });
});

test('a form is posted', async () => {
  let body = '';
  const server = await run((request, response) => {
    void text(request).then((sent) => {
      body = sent;
      response.end('{}');
    });
  });

  await outbound.fetchJson({ ...wanted(server.origin), form: { scope: 'system/*.rs', x: 'a&b' } });

  expect(body).toBe('scope=system%2F*.rs&x=a%26b');
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
});

test.each<[string, RequestListener, string]>([
  ['404', (_request, response) => response.writeHead(404).end('{}'), 'not-found'],
  ['500', (_request, response) => response.writeHead(500).end('{}'), 'overloaded'],
  ['429', (_request, response) => response.writeHead(429).end('{}'), 'overloaded'],
  ['400', (_request, response) => response.writeHead(400).end('{}'), 'bad-request'],
  ['401', (_request, response) => response.writeHead(401).end('{}'), 'unauthorized'],
  ['403', (_request, response) => response.writeHead(403).end('{}'), 'forbidden'],
  ['410', (_request, response) => response.writeHead(410).end('{}'), 'refused'],
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end('{}'),
    'redirect',
  ],
  ['no JSON', (_request, response) => response.end('<html>ZZ</html>'), 'malformed'],
  ['nothing', (_request, response) => response.end(), 'malformed'],
  [
    'a compressed answer',
    (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
    'malformed',
  ],
  [
    'a compressed 404',
    (_request, response) =>
      response.writeHead(404, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
    'not-found',
  ],
  ['too much', (_request, response) => response.end(JSON.stringify('x'.repeat(1000))), 'too-large'],
  ['much too much', (_request, response) => response.end(' '.repeat(5_000_000)), 'too-large'],
  ['a broken connection', (request) => request.socket.destroy(), 'network'],
])('%s makes it fail without a word of the answer', async (_title, listener, failure) => {
  const server = await run(listener);

  const error: unknown = await outbound
    .fetchJson(wanted(`${server.origin}/ZZpath`))
    .catch((reason: unknown) => reason);

  expect(error).toMatchObject({ name: 'OutboundError', failure });
  expect(error).not.toHaveProperty('cause');
  expect(String(error)).not.toMatch(/ZZ|ehr|127/);
  expect(server.requests).toHaveLength(1);
});

test('an answer that does not end in time makes it fail', async () => {
  const server = await run((_request, response) => response.write('{'));

  await expect(
    outbound.fetchJson({ ...wanted(server.origin), timeoutMs: 200 }),
  ).rejects.toMatchObject({ failure: 'timeout' });
});

test('a port that nothing listens at is told from a name that means nothing', async () => {
  const nameless = createOutbound(
    {},
    { resolve: () => Promise.reject(Object.assign(new Error('ZZ'), { code: 'ENOTFOUND' })) },
  );
  const url = `https://ehr.example:${await unusedPort()}`;

  await expect(outbound.fetchJson(wanted(url))).rejects.toMatchObject({
    failure: 'connection-refused',
  });
  await expect(nameless.fetchJson(wanted(url))).rejects.toMatchObject({
    failure: 'name-not-found',
  });
  await nameless.close();
});

test.each([
  ['http', 'http://ehr.example/jwks'],
  ['a user', 'https://user@ehr.example/jwks'],
  ['a password', 'https://:secret@ehr.example/jwks'],
])('a URL with %s is not asked', async (_title, url) => {
  await expect(outbound.fetchJson(wanted(url))).rejects.toMatchObject({ failure: 'address' });
});

describe('the address', () => {
  const whereIs = (...addresses: readonly string[]): Outbound => {
    const left = [...addresses];
    return createOutbound(
      { certificateAuthorities: authority.certificate },
      { resolve: () => Promise.resolve([{ address: left.shift() ?? '0.0.0.0', family: 4 }]) },
    );
  };

  test('of a public server must not be private', async () => {
    const server = await run((_request, response) => response.end('{}'));

    await expect(
      outbound.fetchJson({ ...wanted(server.origin), isPrivate: false }),
    ).rejects.toMatchObject({ failure: 'address' });
    expect(server.connections()).toBe(0);
  });

  test('may not stand in the URL either', async () => {
    const server = await run((_request, response) => response.end('{}'));
    const url = `https://0x7f.1:${server.port}`;

    await expect(outbound.fetchJson({ ...wanted(url), isPrivate: false })).rejects.toMatchObject({
      failure: 'address',
    });
    expect(server.connections()).toBe(0);
  });

  test('that changes is judged for each new connection', async () => {
    const server = await run((_request, response) => {
      response.setHeader('connection', 'close');
      response.end('{}');
    });
    const rebound = whereIs('127.0.0.1', '169.254.169.254', '127.0.0.1');
    const ask = () => rebound.fetchJson(wanted(server.origin));

    await expect(ask()).resolves.toEqual({});
    await expect(ask()).rejects.toMatchObject({ failure: 'address' });
    await expect(ask()).resolves.toEqual({});
    expect(server.connections()).toBe(2);
    await rebound.close();
  });
});

describe('TLS', () => {
  const ask = (given: Outbound, { origin }: SecureServer) => given.fetchJson(wanted(origin));
  const answer: RequestListener = (_request, response) => response.end('{}');

  test('trusts the configured authority beside the usual ones, and no other', async () => {
    const server = await run(answer);
    const stranger = createOutbound(
      { certificateAuthorities: (await createAuthority()).certificate },
      { resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) },
    );

    await expect(ask(stranger, server)).rejects.toMatchObject({ failure: 'certificate' });
    await expect(ask(outbound, server)).resolves.toEqual({});
    await stranger.close();
  });

  test('needs a certificate for the name that was asked for', async () => {
    const server = await run(answer, { host: 'other.example' });

    await expect(
      outbound.fetchJson(wanted(`https://ehr.example:${server.port}`)),
    ).rejects.toMatchObject({ failure: 'certificate' });
    expect(server.requests).toEqual([]);
  });

  test('that fails before there is a certificate is another matter', async () => {
    const { origin } = await run(answer, { maxVersion: 'TLSv1.1' });

    await expect(outbound.fetchJson(wanted(origin))).rejects.toMatchObject({ failure: 'tls' });
  });

  test.each([
    ['TLSv1.1', 0],
    ['TLSv1.2', 1],
  ] as const)('%s: %i requests get through', async (maxVersion, count) => {
    const server = await run(answer, { maxVersion });

    await ask(outbound, server).catch(() => undefined);

    expect(server.requests).toHaveLength(count);
  });
});
