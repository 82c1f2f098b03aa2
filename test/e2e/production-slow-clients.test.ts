/** Clients that are slow, that go away, or that do not speak HTTP. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startProductionBench,
  type ProductionBench,
  type Replica,
} from '../support/production-bench.js';
import { servicePath } from '../support/production-service.js';
import { rawConnection, requestText, type RawConnection } from '../support/raw-connection.js';

let bench: ProductionBench;
let replica: Replica;

beforeAll(async () => {
  bench = await startProductionBench();
  bench.configure({ sections: { limits: { receiveMs: 1_000, keepAliveMs: 2_000 } } });
  replica = await bench.start();
}, 120_000);

afterAll(() => bench.stop());

afterEach(() => {
  bench.hospital.interceptWith(undefined);
});

/** The code of the OperationOutcome that an answer as text ends in. */
function outcomeOf(answer: string): unknown {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^content-type: application\/fhir\+json/im);
  const outcome = JSON.parse(body) as {
    issue: { details: { coding: { code: string }[] } }[];
  };
  return outcome.issue[0]?.details.coding[0]?.code;
}

const signed = (): Record<string, string> => ({
  authorization: bench.hospital.client.authorization(),
  'content-type': 'application/json',
});

test.each([
  [
    'a body that is not completed',
    () =>
      requestText('POST', `/nelm${servicePath}`, {
        headers: { ...signed(), 'content-length': '1000' },
        body: '{',
      }),
  ],
  ['headers that are not completed', () => 'GET /healthz HTTP/1.1\r\nhost: x\r\n'],
  ['nothing at all', () => ''],
])(
  '%s: 408, and the connection is closed',
  async (_title, sent) => {
    const { send, ended, socket } = await rawConnection(replica.port);
    send(sent());

    const answer = await ended;

    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(outcomeOf(answer)).toBe('REQUEST_TOO_SLOW');
    // This end stays open: the other does not wait for it.
    await untilCut(socket);
  },
  20_000,
);

/** Resolves once nothing can be sent any more. */
async function untilCut(socket: RawConnection['socket']): Promise<void> {
  const closed = new Promise((resolve) => socket.on('close', resolve));
  while (!socket.destroyed) {
    socket.write('x');
    await Promise.race([closed, sleep(50)]);
  }
}

test.each([
  ['what is not HTTP', '\u0016\u0003\u0001\u0002 hello', 400, 'HTTP_INVALID'],
  [
    'a request with two lengths',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    400,
    'HTTP_INVALID',
  ],
  [
    'length and chunks',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
    400,
    'HTTP_INVALID',
  ],
  [
    'headers of 100 kB',
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`,
    431,
    'HEADERS_TOO_LARGE',
  ],
])('%s is answered, and the connection is closed', async (_title, sent, status, code) => {
  const { send, ended } = await rawConnection(replica.port);
  send(sent);

  const answer = await ended;

  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(outcomeOf(answer)).toBe(code);
  expect(
    await replica.metric(`nelm_cds_connections_refused_total{code="${code}"}`),
  ).toBeGreaterThan(0);
  await replica.logged('connection.refused');
});

test('garbage after a request does not get into its answer', async () => {
  const { send, ended } = await rawConnection(replica.port);
  const body = JSON.stringify(bench.requestFor('elm'));
  send(
    `${requestText('POST', `/nelm${servicePath}`, { headers: signed(), body })}\u0000garbage\r\n\r\n`,
  );

  const answer = await ended;

  expect(answer.match(/HTTP\/1\.1 \d+/g)).toHaveLength(1);
  expect((await replica.call('/healthz', { as: null })).status).toBe(200);
});

test('a connection is kept after an answer for as long as the answer says, then it is closed', async () => {
  const { send, until, ended } = await rawConnection(replica.port);
  const get = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n';
  send(get);
  await until((received) => received.includes('Keep-Alive: timeout=2\r\n'));
  send(get);

  const answers = await ended;

  expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
});

test('200 connections that say nothing do not keep others from being served', async () => {
  const idle = await Promise.all(Array.from({ length: 200 }, () => rawConnection(replica.port)));

  const response = await replica.callService('elm');

  expect(response.status).toBe(200);
  const answers = await Promise.all(idle.map(({ ended }) => ended));
  expect(new Set(answers.map((answer) => answer.split('\r\n')[0]))).toEqual(
    new Set(['HTTP/1.1 408 Request Timeout']),
  );
});

test('a caller that goes away ends the reading of its chart', async () => {
  const cut: Promise<unknown>[] = [];
  const asked = new Promise<void>((resolve) => {
    bench.hospital.interceptWith((request, response) => {
      if (request.url?.startsWith('/fhir/') !== true) return false;
      cut.push(once(response, 'close'));
      resolve();
      return true;
    });
  });
  const body = JSON.stringify(bench.requestFor('elm'));
  const caller = await rawConnection(replica.port);
  caller.send(requestText('POST', `/nelm${servicePath}`, { headers: signed(), body }));
  await asked;
  const before = performance.now();

  caller.socket.destroy();
  await Promise.all(cut);

  // Without the caller's leaving it would be the deadline, 3.5 s.
  expect(performance.now() - before).toBeLessThan(2_500);
  await replica.logged('request.aborted');
  const requests = bench.hospital.fhirRequests.length;
  bench.hospital.interceptWith(undefined);
  expect((await replica.call('/healthz', { as: null })).status).toBe(200);
  expect(bench.hospital.fhirRequests).toHaveLength(requests);
});
