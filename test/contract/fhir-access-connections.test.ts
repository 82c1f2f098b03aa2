/** The connections of a client to its registered servers, against real TLS servers. */
import type { RequestListener } from 'node:http';
import { createOutbound, type Outbound } from '../../src/outbound/index.js';
import { accessOf, gatherFrom, otherTypes, searchset } from '../support/fhir-client-fixture.js';
import {
  createAuthority,
  localOutbound,
  startSecureServer,
  type Authority,
  type SecureServer,
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

async function run(listener: RequestListener): Promise<SecureServer> {
  const server = await startSecureServer(authority, listener);
  servers.push(server);
  return server;
}

const registered = ({ origin }: SecureServer, isPrivate = true) => ({
  url: `${origin}/fhir`,
  isPrivate,
});
const typeOf = (url = ''): string => /^\/fhir\/(\w+)/.exec(url)?.[1] ?? '';
const answerAll: RequestListener = ({ url }, response) => {
  response.end(searchset([{ resourceType: typeOf(url), id: '1' }]));
};
const allRead = {
  patient: 'data',
  Observation: 'data',
  Procedure: 'data',
  MedicationRequest: 'data',
};
const noneRead = {
  patient: 'data',
  Observation: 'error',
  Procedure: 'error',
  MedicationRequest: 'error',
};

describe('connections', () => {
  test('are kept for the next request of the client', async () => {
    const server = await run(answerAll);
    const fhirServer = `${server.origin}/fhir`;
    const access = accessOf({
      outbound,
      fhirServers: [registered(server)],
      fhirAccess: { concurrentRequests: 1 },
    });

    const first = await gatherFrom({ access, fhirServer });
    const second = await gatherFrom({ access, fhirServer });

    expect([first.queries, second.queries]).toEqual([allRead, allRead]);
    expect(server.requests).toHaveLength(6);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-token');
    expect(server.connections()).toBe(1);
    await access.close();
  });

  test('are not shared with another client', async () => {
    const server = await run(answerAll);
    const accesses = [1, 2].map(() =>
      accessOf({
        outbound,
        fhirServers: [registered(server)],
        fhirAccess: { concurrentRequests: 1 },
      }),
    );

    for (const access of accesses)
      await gatherFrom({ access, fhirServer: `${server.origin}/fhir` });

    expect(server.connections()).toBe(2);
    await Promise.all(accesses.map((access) => access.close()));
  });

  test('go on after an answer that was too large', async () => {
    const server = await run(({ url }, response) => {
      const note = typeOf(url) === 'Observation' ? 'x'.repeat(60_000) : '';
      response.end(searchset([{ resourceType: typeOf(url), id: '1', note }]));
    });
    const outcomes: string[] = [];
    const access = accessOf({
      outbound,
      fhirServers: [registered(server)],
      fhirAccess: { concurrentRequests: 1 },
      onFhirRequest: (outcome) => outcomes.push(outcome),
    });

    const chart = await gatherFrom({ access, fhirServer: `${server.origin}/fhir` });

    expect(chart.queries).toEqual({ ...allRead, Observation: 'error' });
    expect(outcomes).toEqual(['too-large', 'answered', 'answered']);
    await access.close();
  });

  test('have a cap for each page, not for all of them', async () => {
    const server = await run(({ url }, response) => {
      const page = Number(/page=(\d)/.exec(url ?? '')?.[1] ?? 1);
      const resource = { resourceType: typeOf(url), id: `${page}`, note: 'x'.repeat(40_000) };
      response.end(searchset([resource], page < 3 ? `Observation?page=${page + 1}` : undefined));
    });
    const access = accessOf({ outbound, fhirServers: [registered(server)] });

    const chart = await gatherFrom({
      access,
      fhirServer: `${server.origin}/fhir`,
      request: {
        prefetch: {
          patient: { resourceType: 'Patient', id: 'p1' },
          Procedure: null,
          MedicationRequest: null,
        },
      },
    });

    expect(chart.queries['Observation']).toBe('data');
    expect(chart.resources.get('Observation')).toHaveLength(3);
    await access.close();
  });
});

describe('a server that is not registered as private', () => {
  test.each([
    ['resolves to this machine', (server: SecureServer) => server.origin],
    [
      'is named by an address of this machine',
      ({ port }: SecureServer) => `https://0x7f.1:${port}`,
    ],
    ['is named by a mapped address', ({ port }: SecureServer) => `https://[::ffff:7f00:1]:${port}`],
  ])('and %s is never connected to', async (_title, originOf) => {
    const server = await run(answerAll);
    const origin = originOf(server);
    const outcomes: string[] = [];
    const access = accessOf({
      outbound,
      fhirServers: [{ url: `${origin}/fhir`, isPrivate: false }],
      onFhirRequest: (outcome) => outcomes.push(outcome),
    });

    const chart = await gatherFrom({ access, fhirServer: `${origin}/fhir` });

    expect(chart.queries).toEqual(noneRead);
    expect(outcomes).toEqual(['address', 'address', 'address']);
    expect(server.connections()).toBe(0);
    await access.close();
  });
});

test('a private server whose name comes to mean a metadata service is not connected to', async () => {
  const server = await run((request, response) => {
    response.setHeader('connection', 'close');
    answerAll(request, response);
  });
  const addresses = ['127.0.0.1', '169.254.169.254', '127.0.0.1'];
  const rebinding = createOutbound(
    { certificateAuthorities: authority.certificate },
    { resolve: () => Promise.resolve([{ address: addresses.shift() ?? '::', family: 4 }]) },
  );
  const access = accessOf({
    outbound: rebinding,
    fhirServers: [registered(server)],
    fhirAccess: { concurrentRequests: 1 },
  });

  const chart = await gatherFrom({ access, fhirServer: `${server.origin}/fhir` });

  expect(chart.queries).toEqual({ ...allRead, Procedure: 'error' });
  expect(addresses).toEqual([]);
  await access.close();
  await rebinding.close();
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('with %i is not followed', async (status) => {
    const target = await run(answerAll);
    const server = await run((_request, response) => {
      response.writeHead(status, { location: `${target.origin}/fhir/Observation` }).end();
    });
    const outcomes: string[] = [];
    const access = accessOf({
      outbound,
      fhirServers: [registered(server)],
      onFhirRequest: (outcome) => outcomes.push(outcome),
    });

    const chart = await gatherFrom({ access, fhirServer: `${server.origin}/fhir` });

    expect(chart.queries).toEqual(noneRead);
    expect(outcomes).toEqual(['redirect', 'redirect', 'redirect']);
    expect(target.connections()).toBe(0);
    await access.close();
  });
});

describe('when the access is closed', () => {
  test('a request under way reads on to its end', async () => {
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held: (() => void)[] = [];
    const server = await run((request, response) => {
      if (request.url?.includes('page=2') === true) answerAll(request, response);
      else {
        held.push(() => {
          const next = `${typeOf(request.url)}?page=2`;
          response.end(searchset([{ resourceType: typeOf(request.url), id: '0' }], next));
        });
        if (held.length === otherTypes.length) release();
      }
    });
    const access = accessOf({ outbound, fhirServers: [registered(server)] });
    const events: string[] = [];

    const gathered = gatherFrom({ access, fhirServer: `${server.origin}/fhir` });
    await arrived;
    const closed = access.close().then(() => events.push('closed'));
    held.forEach((answer) => {
      answer();
    });
    const chart = await gathered;
    events.push('gathered');
    await closed;

    expect(chart.queries).toEqual(allRead);
    expect(server.requests).toHaveLength(6);
    expect(events).toEqual(['gathered', 'closed']);
  });

  test('a request that was let in before still gets its chart', async () => {
    const server = await run(answerAll);
    const access = accessOf({ outbound, fhirServers: [registered(server)] });

    await gatherFrom({ access, fhirServer: `${server.origin}/fhir` });
    await access.close();
    const chart = await gatherFrom({ access, fhirServer: `${server.origin}/fhir` });

    expect(chart.queries).toEqual(allRead);
  });
});
