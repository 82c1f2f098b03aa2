/** What strangers can do to POST /api/evaluate, which they can reach without a token: nothing to the hooks. */
import { connect } from 'node:net';
import { evaluateRequest } from '../support/app-request.js';
import {
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: { hospital: { smartApp: { clientId: 'app' } } },
    sections: {
      limits: { concurrentRequests: 2, concurrentRequestsPerClient: 2, bodyBytes: 2_000_000 },
    },
  });
}, 30_000);

afterAll(() => service.stop());

test('they fill the places of the app alone', async () => {
  const held = [1, 2, 3].map(() => holdRequest(service.running.address.port));
  await Promise.all(held.map(({ arrived }) => arrived));

  const hook = await service.callService('elm');
  const app = await service.call('/api/evaluate', { as: null, body: {} });
  held.forEach(({ end }) => {
    end();
  });

  expect([hook.status, app.status]).toEqual([200, 503]);
}, 20_000);

test('what they make the EHR answer does not open the breaker of the hooks', async () => {
  service.hospital.interceptWith((request, response) => {
    if (request.headers.authorization !== 'Bearer junk') return false;
    response.writeHead(429).end('{}');
    return true;
  });
  const body = await evaluateRequest(service, 'elm');
  const headers = { authorization: 'Bearer junk' };
  const statuses = new Set<number>();
  for (let count = 0; count < 8; count += 1) {
    statuses.add((await service.call('/api/evaluate', { as: null, body, headers })).status);
  }

  const { status } = await service.callService('elm');
  service.hospital.interceptWith(undefined);

  expect([...statuses]).toEqual([412]);
  expect(status).toBe(200);
}, 20_000);

interface HeldRequest {
  /** Resolves once it has got past the door to its body, or has been refused there. */
  readonly arrived: Promise<void>;
  readonly end: () => void;
}

/** A request whose body never comes to its end. */
function holdRequest(port: number): HeldRequest {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = [
    'POST /nelm/api/evaluate HTTP/1.1',
    'Host: localhost',
    'X-Forwarded-Proto: https',
    'Authorization: Bearer junk',
    'Content-Type: application/json',
    'Content-Length: 1000',
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const arrived = new Promise<void>((resolve) => {
    socket.once('data', () => {
      socket.write('{');
      resolve();
    });
  });
  return { arrived, end: () => socket.destroy() };
}
