/** How a client's access spares a server that fails or hangs. */
import type { RequestListener } from 'node:http';
import { jest } from '@jest/globals';
import { createOutbound, type Outbound } from '../../src/outbound/index.js';
import { gatherFrom } from '../support/fhir-client-fixture.js';
import {
  failing,
  healthy,
  silent,
  startBench,
  type Bench,
  type BenchOptions,
} from '../support/fhir-server-bench.js';
import { createAuthority, localOutbound, type Authority } from '../support/secure-server.js';

let authority: Authority;
let outbound: Outbound;
let benches: Bench[] = [];

beforeAll(async () => {
  authority = await createAuthority();
});
beforeEach(() => {
  outbound = localOutbound(authority);
});
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(benches.map((started) => started.stop()));
  benches = [];
  await outbound.close();
});

async function bench(
  listener: RequestListener,
  options: Partial<Pick<BenchOptions, 'fhirAccess' | 'deadlineMs' | 'outbound'>> = {},
): Promise<Bench> {
  const started = await startBench({ authority, outbound, listener, ...options });
  benches.push(started);
  return started;
}

/** Only the time of day stands still; timers run. */
function holdTheClock(): (milliseconds: number) => void {
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  return (milliseconds) => {
    jest.setSystemTime(Date.now() + milliseconds);
  };
}

describe('failures in a row', () => {
  const kinds: readonly [string, RequestListener, string][] = [
    ['503', failing, 'overloaded'],
    ['500', (_request, response) => response.writeHead(500).end('<html>'), 'overloaded'],
    ['429', (_request, response) => response.writeHead(429).end(), 'overloaded'],
    ['a broken connection', (request) => request.socket.destroy(), 'network'],
  ];

  test.each(kinds)('of the kind "%s" end in a pause', async (_title, listener, outcome) => {
    const { server, outcomes, read } = await bench(listener);

    await read(5);

    expect(outcomes).toEqual([outcome, outcome, outcome, 'paused', 'paused']);
    expect(server.requests).toHaveLength(3);
  });

  const local = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  const nameless = () => Promise.reject(Object.assign(new Error('ZZ'), { code: 'ENOTFOUND' }));

  test.each([
    ['an unknown authority', local, 'certificate'],
    ['a name that means nothing', nameless, 'name-not-found'],
  ])('of the kind "%s" do too', async (_title, resolve, outcome) => {
    const elsewhere = createOutbound({}, { resolve });
    const { server, outcomes, read } = await bench(healthy, { outbound: elsewhere });

    await read(4);

    expect(outcomes).toEqual([outcome, outcome, outcome, 'paused']);
    expect(server.requests).toEqual([]);
    await elsewhere.close();
  });

  test('of a server that was stopped do too', async () => {
    const { server, outcomes, read } = await bench(healthy);
    await server.stop();

    await read(4);

    expect(outcomes).toEqual([
      'connection-refused',
      'connection-refused',
      'connection-refused',
      'paused',
    ]);
  });

  const harmless: readonly [string, RequestListener, string][] = [
    ['400', (_request, response) => response.writeHead(400).end('{}'), 'bad-request'],
    ['401', (_request, response) => response.writeHead(401).end('{}'), 'unauthorized'],
    ['403', (_request, response) => response.writeHead(403).end('{}'), 'forbidden'],
    ['404', (_request, response) => response.writeHead(404).end('<html>'), 'not-found'],
    ['406', (_request, response) => response.writeHead(406).end('{}'), 'refused'],
    ['302', (_request, response) => response.writeHead(302).end(), 'redirect'],
    ['200 with HTML', (_request, response) => response.end('<html>'), 'malformed'],
    ['too much', (_request, response) => response.end(' '.repeat(60_000)), 'too-large'],
  ];

  test.each(harmless)('of the kind "%s" do not', async (_title, listener, outcome) => {
    const { outcomes, read } = await bench(listener);

    await read(5);

    expect(outcomes).toEqual(Array.from({ length: 5 }, () => outcome));
  });

  test('count from the last success on', async () => {
    const { become, outcomes, read } = await bench(failing);

    await read(2);
    become(healthy);
    await read(1);
    become(failing);
    await read(4);

    expect(outcomes).toEqual([
      'overloaded',
      'overloaded',
      'answered',
      'overloaded',
      'overloaded',
      'overloaded',
      'paused',
    ]);
  });

  test('make a chart of unanswered queries, and of required ones an error', async () => {
    const { access, server, read } = await bench(failing);
    const fhirServer = `${server.origin}/fhir`;
    await read(3);

    const chart = await gatherFrom({ access, fhirServer });

    expect(chart.queries).toMatchObject({ Observation: 'error', Procedure: 'error' });
    await expect(
      gatherFrom({ access, fhirServer, request: { prefetch: {} } }),
    ).rejects.toMatchObject({ code: 'FHIR_DATA_UNAVAILABLE', details: { queries: ['patient'] } });
    expect(server.requests).toHaveLength(3);
  });
});

describe('a server that does not answer', () => {
  // What a deadline cut off is counted right after the reader has been told.
  const counted = (): Promise<void> => new Promise(setImmediate);

  test('is paused like one that fails, once it had its time', async () => {
    const { outcomes, readAtOnce, read } = await bench(silent, { deadlineMs: 200 });

    await readAtOnce(3, 200);
    await counted();
    await read(1);

    expect(outcomes).toEqual(['aborted', 'aborted', 'aborted', 'paused']);
  });

  test('is not judged by requests that had hardly any time left', async () => {
    const { outcomes, readAtOnce, read } = await bench(silent, { deadlineMs: 60_000 });

    await readAtOnce(4, 100);
    await counted();
    await read(1, 100);

    expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'aborted'));
  });
});

describe('after the pause', () => {
  test('one request tries, and opens the way for all when it succeeds', async () => {
    const pass = holdTheClock();
    const { become, outcomes, read, readAtOnce, server } = await bench(failing);
    await read(3);

    pass(59_999);
    expect(await read(1)).toEqual([false]);
    become(healthy);
    pass(1);
    expect(await readAtOnce(4)).toEqual([true, true, true, true]);

    expect(outcomes.slice(3)).toEqual(['paused', 'answered', 'answered', 'answered', 'answered']);
    expect(server.requests).toHaveLength(7);
  });

  test('one request tries, and all others are turned away when it fails', async () => {
    const pass = holdTheClock();
    const { outcomes, read, readAtOnce, server } = await bench(failing);
    await read(3);

    pass(60_000);
    await readAtOnce(4);
    expect(outcomes.slice(3).sort()).toEqual(['overloaded', 'paused', 'paused', 'paused']);
    pass(59_999);
    await read(1);
    expect(server.requests).toHaveLength(4);
    pass(1);
    await read(1);

    expect(server.requests).toHaveLength(5);
  });
});
