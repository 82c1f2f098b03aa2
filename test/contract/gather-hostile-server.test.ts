/** Real servers on the loopback interface: what a mock of the HTTP layer would not show. */
import { gzipSync } from 'node:zlib';
import {
  bundle,
  gather,
  observation,
  patient,
  run,
  stopServers,
  token,
  type Running,
} from '../support/loopback-fhir-server.js';

afterEach(stopServers);

test('a healthy server is read through the guarded connection', async () => {
  const server = await run((_request, response) => {
    response.end(bundle([observation('o1')]));
  });

  const chart = await gather(server.origin);

  expect(chart.queries['Observation']).toBe('data');
  expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/fhir/Observation?patient=p1', `Bearer ${token}`],
  ]);
});

describe('the deadline', () => {
  test('ends what has not been answered, and keeps what has', async () => {
    const server = await run(({ url }, response) => {
      if (url?.startsWith('/fhir/Observation') === true) response.end(bundle([observation('o1')]));
      if (url === '/fhir/Procedure?patient=p1') {
        response.end(bundle([{ resourceType: 'Procedure', id: 'r1' }], 'Procedure?page=2'));
      }
    });
    const started = performance.now();

    const chart = await gather(server.origin, { deadlineMs: 300 }, { patient });

    expect(performance.now() - started).toBeLessThan(1500);
    expect(chart.queries).toEqual({
      patient: 'data',
      Observation: 'data',
      Procedure: 'partial',
      MedicationRequest: 'error',
    });
  });

  test('holds for an answer that trickles in for ever', async () => {
    const server = await run((_request, response) => {
      response.write('{"resourceType":"Bundle"');
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    const started = performance.now();

    const chart = await gather(server.origin, { deadlineMs: 200 });

    expect(performance.now() - started).toBeLessThan(1500);
    expect(chart.queries['Observation']).toBe('error');
  });

  test('makes a silent server a case of data unavailable', async () => {
    const server = await run(() => undefined);

    await expect(gather(server.origin, { deadlineMs: 200 }, {})).rejects.toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      details: { queries: ['patient'] },
    });
  });

  test('is one for all pages together', async () => {
    const server = await run(({ url }, response) => {
      const number = Number(new URL(url ?? '', 'http://x').searchParams.get('page') ?? 1);
      const body = bundle([observation(`o${number}`)], `Observation?page=${number + 1}`);
      setTimeout(() => response.end(body), 150);
    });
    const started = performance.now();

    const chart = await gather(server.origin, { deadlineMs: 400, maxPages: 100 });

    expect(performance.now() - started).toBeLessThan(1500);
    expect(chart.queries['Observation']).toBe('partial');
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });
});

describe('a next link', () => {
  test.each<[string, (evil: string, own: string) => string]>([
    ['to another origin', (evil) => `${evil}/fhir/Observation?page=2`],
    ['to another host without a scheme', (evil) => `${evil.replace('http:', '')}/fhir/x`],
    ['with the own origin as user', (evil, own) => `${own}@${new URL(evil).host}/fhir/x`],
    ['that climbs out of the base', (_evil, own) => `${own}/fhir/../admin`],
    ['to a neighbour of the base', (_evil, own) => `${own}/fhir-admin/x`],
  ])('%s is not followed and the token goes nowhere', async (_title, link) => {
    const evil = await run((_request, response) => {
      response.end(bundle([observation('stolen')]));
    });
    const server: Running = await run((request, response) => {
      response.end(
        bundle([observation('o1')], link(evil.origin, `http://${request.headers.host ?? ''}`)),
      );
    });

    const chart = await gather(server.origin);

    expect(chart.queries['Observation']).toBe('partial');
    expect(chart.resources.get('Observation')).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
    expect(evil.requests).toEqual([]);
  });

  test('in prefetch to another origin is not followed either', async () => {
    const evil = await run((_request, response) => response.end('{}'));
    const server = await run((_request, response) => response.end('{}'));
    const Observation: unknown = JSON.parse(bundle([observation('o1')], `${evil.origin}/fhir/x`));

    const chart = await gather(
      server.origin,
      {},
      { patient, Observation, Procedure: null, MedicationRequest: null },
    );

    expect(chart.queries['Observation']).toBe('partial');
    expect([...server.requests, ...evil.requests]).toEqual([]);
  });

  test('that never ends is followed up to the page limit', async () => {
    let number = 0;
    const server = await run((_request, response) => {
      number += 1;
      response.end(bundle([observation(`o${number}`)], `Observation?page=${number}`));
    });

    const chart = await gather(server.origin);

    expect(server.requests).toHaveLength(5);
    expect(chart.queries['Observation']).toBe('partial');
    expect(chart.resources.get('Observation')).toHaveLength(5);
  });
});

describe('an oversized answer', () => {
  const huge = bundle([observation('o1', 'x'.repeat(60_000))]);

  test('is an error', async () => {
    const server = await run((_request, response) => response.end(huge));

    expect((await gather(server.origin)).queries['Observation']).toBe('error');
  });

  test('without announced length is cut off long before its end', async () => {
    let sent = 0;
    const server = await run((_request, response) => {
      const push = (): void => {
        while (!response.destroyed && response.write(' '.repeat(16_384))) sent += 16_384;
      };
      response.on('drain', push);
      push();
    });

    const chart = await gather(server.origin);

    expect(chart.queries['Observation']).toBe('error');
    expect(sent).toBeLessThan(20_000_000);
  });

  test('as an error page is an error too', async () => {
    const server = await run((_request, response) => response.writeHead(500).end(huge));

    expect((await gather(server.origin)).queries['Observation']).toBe('error');
  });

  test('that is small only while compressed is an error', async () => {
    const server = await run((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(huge));
    });

    expect((await gather(server.origin)).queries['Observation']).toBe('error');
    expect(server.requests[0]?.headers['accept-encoding']).toBe('identity');
  });
});

test.each([301, 302, 307, 308])('a redirect with %i is not followed', async (status) => {
  const evil = await run((_request, response) => response.end(bundle([observation('o1')])));
  const server = await run((_request, response) => {
    response.writeHead(status, { location: `${evil.origin}/fhir/Observation` }).end();
  });

  const chart = await gather(server.origin);

  expect(chart.queries['Observation']).toBe('error');
  expect(evil.requests).toEqual([]);
});
