/** Requests through a proxy of our own: which servers are reached by it, and how. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createOutbound, type Outbound } from '../../src/outbound/index.js';
import { accessOf, gatherFrom } from '../support/fhir-client-fixture.js';
import { healthy } from '../support/fhir-server-bench.js';
import {
  createAuthority,
  startSecureServer,
  unusedPort,
  type Authority,
  type SecureServer,
} from '../support/secure-server.js';

interface Proxy {
  readonly url: string;
  readonly asked: readonly IncomingMessage[];
  readonly become: (mood: 'open' | 'silent') => void;
  readonly stop: () => Promise<void>;
}

/** Tunnels to this machine, whatever name is asked for, for those who know the password. */
async function startProxy(authorization?: string): Promise<Proxy> {
  const asked: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const proxy: Server = createServer();
  let isSilent = false;
  proxy.on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push(request);
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (isSilent) return;
    if (authorization !== request.headers['proxy-authorization']) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const port = Number(request.url?.split(':').at(-1));
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    become: (mood) => {
      isSilent = mood === 'silent';
    },
    stop: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        proxy.closeAllConnections();
        proxy.close(() => {
          resolve();
        });
      }),
  };
}

let authority: Authority;
let server: SecureServer;
let proxy: Proxy;
let outbounds: Outbound[] = [];
const basic = `Basic ${Buffer.from('us:er:pässword').toString('base64')}`;

beforeAll(async () => {
  authority = await createAuthority();
});
beforeEach(async () => {
  server = await startSecureServer(authority, healthy);
  proxy = await startProxy(basic);
});
afterEach(async () => {
  await Promise.all(outbounds.map((outbound) => outbound.close()));
  outbounds = [];
  await Promise.all([server.stop(), proxy.stop()]);
});

function through(
  rest: { credentials?: string; bypass?: readonly string[] } = {},
  looked: string[] = [],
  connectTimeoutMs = 3000,
): Outbound {
  const outbound = createOutbound(
    {
      certificateAuthorities: authority.certificate,
      proxy: { url: proxy.url, credentials: 'us:er:pässword', bypass: [], ...rest },
    },
    {
      connectTimeoutMs,
      resolve: (hostname) => {
        looked.push(hostname);
        return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
      },
    },
  );
  outbounds.push(outbound);
  return outbound;
}

const wanted = (url: string, isPrivate = false) => ({
  url: new URL(url),
  isPrivate,
  maxBytes: 1000,
  timeoutMs: 5000,
});

test('a public server is reached through the proxy, which resolves its name', async () => {
  const looked: string[] = [];

  await expect(through({}, looked).fetchJson(wanted(server.origin))).resolves.toMatchObject({
    resourceType: 'Bundle',
    type: 'searchset',
  });

  expect(proxy.asked.map(({ url }) => url)).toEqual([`ehr.example:${server.port}`]);
  expect(server.requests.map(({ headers }) => headers['proxy-authorization'])).toEqual([undefined]);
  expect(looked).toEqual([]);
});

test('FHIR requests go the same way', async () => {
  const fhirServer = `${server.origin}/fhir`;
  const access = accessOf({
    outbound: through(),
    fhirServers: [{ url: fhirServer, isPrivate: false }],
  });

  const chart = await gatherFrom({ access, fhirServer });

  expect(chart.queries).toMatchObject({ Observation: 'data', Procedure: 'data' });
  expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-token');
  expect(proxy.asked.map(({ headers }) => headers.authorization)).not.toContain(
    'Bearer secret-token',
  );
  await access.close();
});

test('the connection through the proxy is kept', async () => {
  const outbound = through();

  await outbound.fetchJson(wanted(server.origin));
  await new Promise(setImmediate);
  await outbound.fetchJson(wanted(server.origin));

  expect(proxy.asked).toHaveLength(1);
  expect(server.connections()).toBe(1);
});

test('a proxy that did not answer is asked anew', async () => {
  const outbound = through({}, [], 200);
  proxy.become('silent');
  await expect(
    outbound.fetchJson({ ...wanted(server.origin), timeoutMs: 100 }),
  ).rejects.toMatchObject({ failure: 'proxy' });

  proxy.become('open');

  await expect(outbound.fetchJson(wanted(server.origin))).resolves.toMatchObject({
    resourceType: 'Bundle',
    type: 'searchset',
  });
});

test('wrong credentials get nowhere', async () => {
  const outbound = through({ credentials: 'us:er' });

  await expect(outbound.fetchJson(wanted(server.origin))).rejects.toMatchObject({
    failure: 'proxy',
  });
  expect(server.connections()).toBe(0);
});

test('a proxy that is not there is told from a server that is not', async () => {
  const outbound = through();
  const port = await unusedPort();

  await expect(
    outbound.fetchJson(wanted(`https://ehr.example:${port}`, true)),
  ).rejects.toMatchObject({ failure: 'connection-refused' });
  await proxy.stop();
  await expect(outbound.fetchJson(wanted(server.origin))).rejects.toMatchObject({
    failure: 'proxy',
  });
  proxy = await startProxy(basic);
});

test('the certificate is checked behind the proxy too', async () => {
  const stranger = await startSecureServer(await createAuthority(), (_request, response) =>
    response.end('{}'),
  );

  await expect(through().fetchJson(wanted(stranger.origin))).rejects.toMatchObject({
    failure: 'certificate',
  });
  expect(stranger.requests).toEqual([]);
  await stranger.stop();
});

test.each(['127.0.0.1', '0x7f.1', '[::1]', '169.254.169.254', '[::ffff:a9fe:a9fe]'])(
  'the address %s is not asked of the proxy',
  async (host) => {
    const outbound = through();

    await expect(
      outbound.fetchJson(wanted(`https://${host}:${server.port}`)),
    ).rejects.toMatchObject({ failure: 'address' });
    expect(proxy.asked).toEqual([]);
  },
);

test('a server registered as private is reached directly', async () => {
  await expect(through().fetchJson(wanted(server.origin, true))).resolves.toMatchObject({
    resourceType: 'Bundle',
    type: 'searchset',
  });

  expect(proxy.asked).toEqual([]);
});

test('a host to be reached directly is, and its address is judged', async () => {
  const outbound = through({ bypass: ['EHR.example'] });

  await expect(outbound.fetchJson(wanted(server.origin))).rejects.toMatchObject({
    failure: 'address',
  });
  await expect(
    outbound.fetchJson(wanted(`https://sub.ehr.example:${server.port}`)),
  ).rejects.toMatchObject({ failure: 'certificate' });

  expect(proxy.asked.map(({ url }) => url)).toEqual([`sub.ehr.example:${server.port}`]);
});

test('an answer has its limit of size behind the proxy as well', async () => {
  const pool = through().openPool({ isPrivate: false, maxResponseBytes: 1, maxConnections: 1 });

  const response = await pool.dispatcher.request({
    origin: server.origin,
    path: '/',
    method: 'GET',
  });

  await expect(response.body.text()).rejects.toMatchObject({
    code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  });
  await pool.close();
});
