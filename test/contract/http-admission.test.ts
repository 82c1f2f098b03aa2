// Limits on what is worked on at the same time, on real sockets.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { card, minimalRequest, serviceUrl, stubApp, stubClient } from './http-stub-app.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An app whose requests stay unanswered until they are let go. */
async function slowApp(admission: {
  readonly concurrentRequests: number;
  readonly concurrentRequestsPerClient: number;
}) {
  const waiting: (() => void)[] = [];
  let arrived = (): void => undefined;
  const { app, summaries } = stubApp({
    admission,
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
  const call = (client: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${serviceUrl}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: client },
      body: JSON.stringify(minimalRequest),
    });
  const callAndWait = async (client: string): Promise<Promise<Response>[]> => {
    const isThere = new Promise<void>((resolve) => (arrived = resolve));
    const answer = call(client);
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
