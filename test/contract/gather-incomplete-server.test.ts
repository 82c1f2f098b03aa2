/** Real servers on the loopback interface whose answers look complete and are not. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { GatherOptions } from '../../src/model/stages.js';
import { openAccess } from '../support/fhir-access.js';

const token = 'secret-token';
const patient = { resourceType: 'Patient', id: 'p1' };
const plan = ['Observation', 'Procedure', 'MedicationRequest'].map((resourceType) => ({
  key: resourceType,
  resourceType,
  path: `${resourceType}?patient={{context.patientId}}`,
  required: false,
  scope: false,
}));
const options: GatherOptions = {
  plan: [
    {
      key: 'patient',
      resourceType: 'Patient',
      path: 'Patient/{{context.patientId}}',
      required: true,
      scope: true,
    },
    ...plan,
  ],
  isCandidate: () => true,
  access: openAccess(() => true, 50_000),
  prefetch: { use: 'prefer', nullMeans: 'empty' },
  limits: { deadlineMs: 5000, maxPages: 5, maxEntries: 1000 },
};

interface Running {
  readonly origin: string;
  readonly requests: readonly IncomingMessage[];
}

let servers: Server[] = [];

async function run(listener: RequestListener): Promise<Running> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

afterEach(async () => {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  servers.forEach((server) => {
    server.closeAllConnections();
  });
  servers = [];
  await Promise.all(closed);
});

function gather(
  origin: string,
  limits: Partial<GatherOptions['limits']> = {},
  prefetch: Record<string, unknown> = { patient, Procedure: null, MedicationRequest: null },
): Promise<Chart> {
  const request: CdsRequest = {
    hook: 'patient-view',
    hookInstance: 'h',
    fhirServer: `${origin}/fhir`,
    fhirAuthorization: { access_token: token },
    context: { patientId: 'p1' },
    prefetch,
  };
  return gatherChart(request, { ...options, limits: { ...options.limits, ...limits } });
}

const observation = (id: string, note = '') => ({ resourceType: 'Observation', id, note });
const bundle = (resources: readonly unknown[], next?: string): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
    ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
  });

test.each([202, 203, 206])('an answer of %d is not the whole answer', async (status) => {
  const server = await run((_request, response) => {
    response.writeHead(status).end(bundle([observation('o1')]));
  });

  const chart = await gather(server.origin);

  expect(chart.queries['Observation']).toBe('error');
});

test.each(['batch-response', 'collection', 'history', undefined])(
  'a search answered by a Bundle of type %s is no complete answer',
  async (type) => {
    const answer = (resources: readonly unknown[]): string =>
      JSON.stringify({
        resourceType: 'Bundle',
        type,
        entry: resources.map((resource) => ({ resource })),
      });
    const server = await run(({ url }, response) => {
      response.end(url?.startsWith('/fhir/Observation') === true ? answer([]) : '');
    });
    const filled = await run((_request, response) => {
      response.end(answer([observation('o1')]));
    });

    expect((await gather(server.origin)).queries['Observation']).toBe('error');
    expect((await gather(filled.origin)).queries['Observation']).toBe('partial');
  },
);

test('one page with more entries than may be read is cut, and the answer partial', async () => {
  const server = await run((_request, response) => {
    response.end(bundle(Array.from({ length: 30 }, (_, index) => observation(`o${index}`))));
  });

  const chart = await gather(server.origin, { maxEntries: 10 });

  expect(chart.queries['Observation']).toBe('partial');
  expect(chart.resources.get('Observation')).toHaveLength(10);
});
