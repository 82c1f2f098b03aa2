// Limits on what is worked on at the same time, on real sockets.
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { AdmissionLimits } from '../../src/http/admission.js';
import { card, minimalRequest, serviceUrl, stubApp, stubClient } from './http-stub-app.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An app whose requests stay unanswered until they are let go. */
async function slowApp(limits: Partial<AdmissionLimits>) {
  const waiting: (() => void)[] = [];
  let arrived = (): void => undefined;
  const { app, summaries } = stubApp({
    admission: {
      concurrentRequests: 10,
      concurrentRequestsPerClient: 10,
      concurrentBodyBytes: 10_000,
      ...limits,
    },
    authenticate: (authorization) =>
      Promise.resolve({ ...stubClient, id: authorization ?? 'nobody' }),
    handle: () =>
      new Promise((resolve) => {
        waiting.push(() => {
          resolve({ cards: [card] });
        });
        arrived();
      }),
  });
  const listening = app.listen(0, '127.0.0.1');
  server = listening;
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const call = (client: string, extra: object = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${serviceUrl}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: client },
      body: JSON.stringify({ ...minimalRequest, ...extra }),
    });
  const callAndWait = async (client: string, extra?: object): Promise<Promise<Response>[]> => {
    const isThere = new Promise<void>((resolve) => (arrived = resolve));
    const answer = call(client, extra);
    await isThere;
    return [answer];
  };
  return { call, callAndWait, waiting, summaries };
}

async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await response.json()).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ code: 'throttled', details: { coding: [{ code }] } }],
  });
}

test('a client with as many requests under way as it may have gets 429, another one does not', async () => {
  const { call, callAndWait, waiting } = await slowApp({
    concurrentRequests: 10,
    concurrentRequestsPerClient: 1,
  });
  const [first] = await callAndWait('a');

  await expectRefusal(await call('a'), 429, 'CLIENT_OVER_LIMIT');
  const [other] = await callAndWait('b');
  waiting.forEach((letGo) => {
    letGo();
  });

  expect((await first)?.status).toBe(200);
  expect((await other)?.status).toBe(200);
});

test('what is over the limit of all clients gets 503, until a place is free again', async () => {
  const { call, callAndWait, waiting, summaries } = await slowApp({
    concurrentRequests: 1,
    concurrentRequestsPerClient: 1,
  });
  const [first] = await callAndWait('a');

  await expectRefusal(await call('b'), 503, 'OVERLOADED');
  waiting[0]?.();
  expect((await first)?.status).toBe(200);
  const [next] = await callAndWait('b');
  waiting[1]?.();

  expect((await next)?.status).toBe(200);
  expect(summaries.map(({ code, clientId }) => [code, clientId])).toEqual([
    ['OVERLOADED', undefined],
    [undefined, 'a'],
    [undefined, 'b'],
  ]);
});

test('a client that goes away gives its place back', async () => {
  const { callAndWait, waiting } = await slowApp({
    concurrentRequests: 1,
    concurrentRequestsPerClient: 1,
  });
  const [first] = await callAndWait('a');
  first?.catch(() => undefined);
  server?.closeAllConnections();
  const [second] = await callAndWait('a');
  waiting.at(-1)?.();

  expect((await second)?.status).toBe(200);
});

test('bodies that together are more than may be held get 503, until one of them is done with', async () => {
  const { call, callAndWait, waiting } = await slowApp({ concurrentBodyBytes: 10_000 });
  const large = { note: 'x'.repeat(6_000) };
  const [first] = await callAndWait('a', large);

  await expectRefusal(await call('b', large), 503, 'OVERLOADED');
  const [small] = await callAndWait('b');
  waiting.forEach((letGo) => {
    letGo();
  });
  expect([(await first)?.status, (await small)?.status]).toEqual([200, 200]);
  const [next] = await callAndWait('b', large);
  waiting.at(-1)?.();

  expect((await next)?.status).toBe(200);
});

test('a client that goes away while it is being recognised takes no place for good', async () => {
  const recognised: (() => void)[] = [];
  const { app, summaries } = stubApp({
    admission: {
      concurrentRequests: 10,
      concurrentRequestsPerClient: 1,
      concurrentBodyBytes: 10_000,
    },
    authenticate: () =>
      new Promise((resolve) => {
        recognised.push(() => {
          resolve(stubClient);
        });
      }),
  });
  const listening = app.listen(0, '127.0.0.1');
  server = listening;
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const get = (signal?: AbortSignal): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/cds-services`, { ...(signal && { signal }) });

  const leaving = new AbortController();
  const left = get(leaving.signal).catch(() => undefined);
  while (recognised.length < 1) await setImmediate();
  leaving.abort();
  await left;
  while (summaries.length < 1) await setImmediate();
  recognised[0]?.();
  const answer = get();
  while (recognised.length < 2) await setImmediate();
  recognised[1]?.();

  expect((await answer).status).toBe(200);
});
