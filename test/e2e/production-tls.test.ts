/** TLS that the service ends itself, and TLS that a proxy ends before it. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import {
  connect as connectTls,
  type ConnectionOptions,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls';
import { killCommands } from '../support/built-command.js';
import {
  serverSection,
  startProductionBench,
  type ProductionBench,
  type Replica,
} from '../support/production-bench.js';
import { rawConnection } from '../support/raw-connection.js';

let bench: ProductionBench;

beforeAll(async () => {
  bench = await startProductionBench();
}, 120_000);

afterAll(() => bench.stop());

afterEach(killCommands);

async function writeCertificate(): Promise<void> {
  const { cert, key } = await bench.authority.issue('localhost');
  writeFileSync(join(bench.folder, 'certificate.pem'), cert);
  writeFileSync(join(bench.folder, 'key.pem'), key, { mode: 0o600 });
}

type Section = Readonly<Record<string, unknown>>;

async function startWithTls(server: Section = {}, sections: Section = {}): Promise<Replica> {
  await writeCertificate();
  const tls = { certificateFile: 'certificate.pem', keyFile: 'key.pem' };
  bench.configure({
    sections: { server: { ...serverSection, trustedProxies: [], tls, ...server }, ...sections },
  });
  return bench.start();
}

async function handshake(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca: bench.authority.certificate,
    ...options,
  });
  await once(socket, 'secureConnect');
  return socket;
}

const serialOf = (socket: TLSSocket): string => socket.getPeerCertificate().serialNumber;

function status(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: bench.hospital.client.authorization() };
    const options = {
      port,
      path,
      headers,
      host: 'localhost',
      ca: bench.authority.certificate,
      agent: false,
    };
    const request = httpsRequest(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
    request.end();
  });
}

test('TLS 1.2 and 1.3 are accepted, what is older is not', async () => {
  const { port } = await startWithTls();
  const outcomeOf = (version: SecureVersion, isOld: boolean): Promise<unknown> =>
    handshake(port, {
      minVersion: version,
      maxVersion: version,
      ...(isOld && { ciphers: 'DEFAULT@SECLEVEL=0' }),
    }).then(
      (socket) => {
        const protocol = socket.getProtocol();
        socket.destroy();
        return protocol;
      },
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );

  expect(await outcomeOf('TLSv1.2', false)).toBe('TLSv1.2');
  expect(await outcomeOf('TLSv1.3', false)).toBe('TLSv1.3');
  expect(await outcomeOf('TLSv1.1', true)).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  expect(await outcomeOf('TLSv1', true)).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
});

test('serves over TLS; a renewed certificate is used from SIGHUP on, and open connections stay', async () => {
  const replica = await startWithTls();
  const open = await handshake(replica.port);
  expect(await status(replica.port, '/nelm/cds-services')).toBe(200);

  await writeCertificate();
  await replica.reload();
  const next = await handshake(replica.port);

  expect(serialOf(next)).not.toBe(serialOf(open));
  open.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const [answer] = (await once(open, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  expect(await status(replica.port, '/nelm/cds-services')).toBe(200);
  open.destroy();
  next.destroy();
});

test('a key that does not fit the certificate is told at SIGHUP, and the old ones stay', async () => {
  const replica = await startWithTls();
  const open = await handshake(replica.port);
  writeFileSync(join(bench.folder, 'key.pem'), (await bench.authority.issue('localhost')).key);

  await replica.reload();
  await replica.run.until(({ stderr }) => stderr.includes('does not belong to the certificate'));
  const next = await handshake(replica.port);

  expect(serialOf(next)).toBe(serialOf(open));
  expect(replica.run.output().stderr).not.toContain('PRIVATE KEY');
  open.destroy();
  next.destroy();
});

test('what is not TLS is no request, and a handshake that does not go on ends', async () => {
  const replica = await startWithTls({}, { limits: { receiveMs: 500 } });
  const plain = await rawConnection(replica.port);
  plain.send('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const silent = await rawConnection(replica.port);

  expect(await plain.ended).not.toContain('HTTP/1.1');
  expect(await silent.ended).toBe('');
});

test('a handshake that does not go on does not hold up a stop', async () => {
  const replica = await startWithTls({ shutdownMs: 300 });
  const silent = await rawConnection(replica.port);

  replica.run.kill('SIGTERM');

  await silent.ended;
  expect((await replica.run.ended).code).toBe(0);
});

describe('behind a proxy that ends TLS', () => {
  test('what came to it in the clear is refused, also from itself', async () => {
    bench.configure();
    const { call } = await bench.start();
    const statusWith = async (headers: Record<string, string>): Promise<number> =>
      (await call('/cds-services', { headers })).status;

    expect(await statusWith({ 'x-forwarded-proto': 'https' })).toBe(200);
    expect(await statusWith({})).toBe(200);
    expect(await statusWith({ 'x-forwarded-proto': 'http' })).toBe(403);
    expect(await statusWith({ 'x-forwarded-proto': 'https, http' })).toBe(403);
  });

  test('another sender than the proxy is refused, whatever it says', async () => {
    bench.configure({
      sections: { server: { ...serverSection, trustedProxies: ['192.0.2.0/24'] } },
    });
    const { call } = await bench.start();

    expect(
      (await call('/cds-services', { headers: { 'x-forwarded-proto': 'https' } })).status,
    ).toBe(403);
    expect((await call('/healthz', { as: null })).status).toBe(200);
  });

  test.each([
    ['keeps the path', {}, '/nelm', ''],
    ['takes the path off', { basePath: '' }, '', '/nelm'],
    ['puts another path before', { basePath: '/inner' }, '/inner', '/nelm'],
  ])('that %s', async (_title, section, right, wrong) => {
    bench.configure({ sections: { server: { ...serverSection, ...section } } });
    const { port } = await bench.start();
    const statusAt = async (path: string): Promise<number> =>
      (
        await fetch(`http://127.0.0.1:${port}${path}`, {
          headers: { authorization: bench.hospital.client.authorization() },
        })
      ).status;

    expect(await statusAt(`${right}/cds-services`)).toBe(200);
    expect(await statusAt(`${wrong}/cds-services`)).toBe(404);
    expect(await statusAt('/healthz')).toBe(200);
  });
});
