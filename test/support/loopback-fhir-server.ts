/** Servers on the loopback interface that answer as a test wants, and the gathering of a chart from one. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { GatherOptions } from '../../src/model/stages.js';
import { openAccess } from './fhir-access.js';

export const token = 'secret-token';
export const patient = { resourceType: 'Patient', id: 'p1' };
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

export interface Running {
  readonly origin: string;
  readonly requests: readonly IncomingMessage[];
}

let servers: Server[] = [];

export async function run(listener: RequestListener): Promise<Running> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** To be called after each test. */
export async function stopServers(): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  servers.forEach((server) => {
    server.closeAllConnections();
  });
  servers = [];
  await Promise.all(closed);
}

export function gather(
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

export const observation = (id: string, note = '') => ({ resourceType: 'Observation', id, note });
export const bundle = (resources: readonly unknown[], next?: string): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
    ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
  });
