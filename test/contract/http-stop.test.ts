/** How a server stops, over plain HTTP and over TLS: what is there as a whole is answered, what is not is not waited for. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { listen, type HttpServer } from '../../src/serving/http-server.js';
import { rawConnection, rawConnectionOf, type RawConnection } from '../support/raw-connection.js';
import { createAuthority, type Authority } from '../support/secure-server.js';

const receiveMs = 300;
const patienceMs = 30_000;
const crowdSize = 20;
const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-stop-'));
const tls = { certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'key.pem') };
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  const { cert, key } = await authority.issue('localhost');
  writeFileSync(tls.certificateFile, cert);
  writeFileSync(tls.keyFile, key);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Connects so many times from another thread, and says once how many were answered. */
function crowd(port: number, isSecure: boolean): { readonly answered: Promise<number> } {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { workerData: { port, isSecure, ca, whole, shared }, parentPort } = require('node:worker_threads');
     const secure = { ca, servername: 'localhost' };
     let open = ${crowdSize};
     let answered = 0;
     for (let i = 0; i < ${crowdSize}; i += 1) {
       const tcp = require('node:net').connect(port, '127.0.0.1', () => {
         const socket = isSecure ? require('node:tls').connect({ socket: tcp, ...secure }) : tcp;
         let said = '';
         socket.on('data', (data) => { said += data; });
         socket.on('error', () => undefined);
         socket.on('close', () => {
           if (said.includes('answered')) answered += 1;
           open -= 1;
           if (open === 0) parentPort.postMessage(answered);
         });
         socket.write(whole);
         setImmediate(() => { Atomics.add(shared, 0, 1); Atomics.notify(shared, 0); });
       });
     }`,
    { eval: true, workerData: { port, isSecure, ca: authority.certificate, whole, shared } },
  );
  const answered = once(worker, 'message').then(([count]) => count as number);
  // This thread is busy, as with a large chart, until all of them are connected.
  for (let sent = 0; sent < crowdSize; sent = Atomics.load(shared, 0)) {
    Atomics.wait(shared, 0, sent, 1000);
  }
  return { answered };
}

/** Answers when it is let go. */
function held(): {
  readonly listener: RequestListener;
  readonly asked: Promise<void>;
  readonly letGo: () => void;
} {
  let letGo = (): void => undefined;
  let ask = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const listener: RequestListener = (request, response) => {
    request.resume();
    ask();
    void gone.then(() => response.end('answered'));
  };
  return { listener, asked, letGo };
}

async function connectTo({ address }: HttpServer, isSecure: boolean): Promise<RawConnection> {
  if (!isSecure) return rawConnection(address.port);
  const ca = authority.certificate;
  const socket = connect({ port: address.port, host: '127.0.0.1', servername: 'localhost', ca });
  await once(socket, 'secureConnect');
  return rawConnectionOf(socket);
}

const whole = 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n';
const half = 'GET / HTTP/1.1\r\nhost: localhost\r\n';

describe.each([
  ['plain HTTP', false],
  ['TLS', true],
] as const)('a stop over %s', (_, isSecure) => {
  let server: HttpServer;
  const start = async (listener: RequestListener): Promise<void> => {
    server = await listen(listener, {
      host: '127.0.0.1',
      port: 0,
      receiveMs,
      keepAliveMs: 60_000,
      onNoRequest: () => undefined,
      ...(isSecure && { tls }),
    });
  };

  test('waits longer than receiveMs for the answer to a whole request', async () => {
    const { listener, asked, letGo } = held();
    await start(listener);
    const connection = await connectTo(server, isSecure);
    connection.send(whole);
    await asked;

    const stopped = server.stop(patienceMs);
    setTimeout(letGo, receiveMs * 4);

    expect(await connection.until((text) => text.includes('answered'))).toMatch(/^HTTP\/1\.1 200 /);
    await stopped;
  });

  test('answers all that had connected, also those that it had no time to accept', async () => {
    await start((request, response) => {
      request.resume();
      response.end('answered');
    });
    const { answered } = crowd(server.address.port, isSecure);

    const stopped = server.stop(patienceMs);

    expect(await answered).toBe(crowdSize);
    await stopped;
  });

  test.each([
    ['half a request', half],
    ['half a request behind a whole one', whole + half],
  ])('does not wait for the rest of %s', async (_name, sent) => {
    const { listener, letGo } = held();
    await start(listener);
    const connection = await connectTo(server, isSecure);
    connection.send(sent);
    setTimeout(letGo, receiveMs * 2);

    const stopped = server.stop(patienceMs);

    await connection.ended;
    await stopped;
  });
});
