/** How many requests of a client are under way at the same time, and who waits for whom. */
import type { RequestListener, ServerResponse } from 'node:http';
import type { Outbound } from '../../src/outbound/index.js';
import { searchset } from '../support/fhir-client-fixture.js';
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
  await Promise.all(benches.map((started) => started.stop()));
  benches = [];
  await outbound.close();
});

async function bench(
  listener: RequestListener,
  options: Pick<BenchOptions, 'fhirAccess' | 'deadlineMs'> = {},
): Promise<Bench> {
  const started = await startBench({ authority, outbound, listener, ...options });
  benches.push(started);
  return started;
}

test('requests at the same time are never more than the client may have', async () => {
  const open = new Set<ServerResponse>();
  let most = 0;
  const { readAtOnce } = await bench(
    (_request, response) => {
      open.add(response);
      most = Math.max(most, open.size);
      setTimeout(() => {
        open.delete(response);
        response.end(searchset([]));
      }, 20);
    },
    { fhirAccess: { concurrentRequests: 3 } },
  );

  const answers = await readAtOnce(30);

  expect(answers.every(Boolean)).toBe(true);
  expect(most).toBe(3);
});

test('those that wait past their deadline give up, and do not hold up those behind them', async () => {
  const held: ServerResponse[] = [];
  const { outcomes, readAtOnce, server, become } = await bench(
    (_request, response) => held.push(response),
    { fhirAccess: { concurrentRequests: 1 }, deadlineMs: 60_000 },
  );

  const first = readAtOnce(1);
  const impatient = readAtOnce(2, 150);
  const patient = readAtOnce(2);
  expect(await impatient).toEqual([false, false]);
  expect(outcomes).toEqual(['aborted', 'aborted']);
  become(healthy);
  held.forEach((response) => response.end(searchset([])));

  expect([await first, await patient]).toEqual([[true], [true, true]]);
  expect(server.requests).toHaveLength(3);
});

test('those that wait while the server goes down are not sent any more', async () => {
  const { outcomes, readAtOnce, server } = await bench(failing, {
    fhirAccess: { concurrentRequests: 1 },
  });

  await readAtOnce(6);

  // The next in line starts before the failure that opens the breaker has been counted.
  expect(server.requests.length).toBeLessThanOrEqual(4);
  expect(outcomes.filter((outcome) => outcome === 'paused').length).toBeGreaterThanOrEqual(2);
});

test('a dead server of one client leaves another client as it is', async () => {
  const dead = await bench(silent, { fhirAccess: { concurrentRequests: 1 } });
  const well = await bench(healthy, { fhirAccess: { concurrentRequests: 1 } });

  const stuck = dead.readAtOnce(5, 1000);
  const answers = await well.read(5, 900);

  expect(answers.every(Boolean)).toBe(true);
  expect(dead.outcomes).toEqual([]);
  expect(await stuck).toEqual([false, false, false, false, false]);
});
