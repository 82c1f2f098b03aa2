/** What happens when the chart cannot be read, or not in time. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createChartAnswers } from '../support/chart-answers.js';
import type { CdsResponse } from '../../src/model/cds-hooks.js';
import {
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { rule, ruleForEach } from './rule.js';

/** Answers a request of the service to the FHIR server, or does not. */
type Fail = (request: IncomingMessage, response: ServerResponse) => void;

type Json = Readonly<Record<string, unknown>>;

const deadlineMs = 1_500;
/** What an EHR waits at least; far above the deadline, since tests share their machine. */
const patienceMs = 4_000;
const patientAccess = { failuresBeforePause: 1000, pauseMs: 100 };
const chartAnswers = createChartAnswers(new Date());

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest({
    sections: { limits: { deadlineMs } },
    clients: { hospital: { fhirAccess: patientAccess } },
  });
  // So that the deadline of the first test is not spent on the keys.
  await service.call('/cds-services');
}, 30_000);

afterEach(() => {
  service.hospital.interceptWith(undefined);
});

afterAll(() => service.stop());

/** Answers the FHIR requests for these resource types in the given way. */
function failing(types: readonly string[], fail: Fail): void {
  service.hospital.interceptWith((request, response) => {
    const isMeant = types.some((type) => request.url?.startsWith(`/fhir/${type}`) === true);
    if (isMeant) fail(request, response);
    return isMeant;
  });
}

const withStatus =
  (status: number, body: unknown = ''): Fail =>
  (_request, response) => {
    response.statusCode = status;
    response.setHeader('content-type', 'application/fhir+json');
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const never: Fail = () => undefined;
const disconnect: Fail = (request) => void request.destroy();

const outcome = (severity: string, code: string): Json => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code }],
});

async function expectUnavailable(response: Response): Promise<void> {
  expect(response.status).toBe(412);
  expect(await response.json()).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ details: { coding: [{ code: 'FHIR_DATA_UNAVAILABLE' }] } }],
  });
}

ruleForEach<[string, Fail]>([
  ['401', withStatus(401)],
  ['403', withStatus(403, outcome('error', 'forbidden'))],
  ['404', withStatus(404, outcome('error', 'not-found'))],
  ['429', withStatus(429)],
  ['500', withStatus(500, outcome('fatal', 'exception'))],
  ['a redirect', withStatus(302)],
  ['a page instead of JSON', withStatus(200, '<html></html>')],
  ['an OperationOutcome instead of data', withStatus(200, outcome('error', 'processing'))],
  ['a closed connection', disconnect],
])('R6', 'a Patient or Condition answered with %s is 412', async (_title, fail) => {
  for (const type of ['Patient', 'Condition']) {
    failing([type], fail);
    await expectUnavailable(await service.callService('elm'));
  }
});

rule('R6', 'without fhirServer, a prefetch without Patient or Condition is 412', async () => {
  const { patient, conditions, ...rest } = await chartAnswers('elm');
  const request = { hook: 'patient-view', hookInstance: 'one', context: { patientId: 'elm' } };
  const statusOf = async (prefetch: Json | undefined): Promise<number> =>
    (await service.call(servicePath, { body: { ...request, prefetch } })).status;

  expect(await statusOf(undefined)).toBe(412);
  expect(await statusOf({})).toBe(412);
  expect(await statusOf({ ...rest, patient })).toBe(412);
  expect(await statusOf({ ...rest, conditions })).toBe(412);
  expect(await statusOf({ patient, conditions })).toBe(200);
});

rule('R6', 'a chart that merely lacks values is 200, however empty it is', async () => {
  const patient = { resourceType: 'Patient', id: 'nobody' };
  const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
  const { conditions } = await chartAnswers('elm');
  const request = { hook: 'patient-view', hookInstance: 'one', context: { patientId: 'nobody' } };
  const onlyConditions = JSON.parse(
    JSON.stringify(conditions).replaceAll('Patient/elm', 'Patient/nobody'),
  ) as unknown;

  for (const known of [empty, null, onlyConditions]) {
    const prefetch = { patient, conditions: known };
    const response = await service.call(servicePath, { body: { ...request, prefetch } });

    expect(response.status).toBe(200);
  }
});

rule('R6', 'other data that cannot be read is no 412: cards say what was not read', async () => {
  failing(['Procedure', 'MedicationRequest', 'DiagnosticReport'], withStatus(500));

  const response = await service.callService('elm');
  const { cards } = (await response.json()) as CdsResponse;

  expect(response.status).toBe(200);
  expect(service.logLines().at(-1)).toMatchObject({ status: 200, unread: 3 });
  expect(cards.map(({ detail }) => detail).join()).toMatch(/could not be read/i);
});

rule(
  'R6',
  'where no finding can be read, nothing alone would settle anything: no card',
  async () => {
    failing(['Observation'], withStatus(500));

    const response = await service.callService('elm');

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ cards: [] });
    expect(service.logLines().at(-1)).toMatchObject({ status: 200, unread: 3 });
  },
);

rule(
  'E2',
  'a FHIR server that never answers: 412 by the deadline, and a log that says so',
  async () => {
    failing([''], never);
    const startedMs = performance.now();

    const response = await service.callService('elm');

    expect(performance.now() - startedMs).toBeLessThan(patienceMs);
    await expectUnavailable(response);
    expect(service.logLines().at(-1)).toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      deadlineHit: true,
    });
  },
);

rule(
  'E2',
  'when only the rest never comes: cards by the deadline, from what was read',
  async () => {
    failing(['Procedure', 'DiagnosticReport'], never);
    const startedMs = performance.now();

    const response = await service.callService('elm');

    expect(performance.now() - startedMs).toBeLessThan(patienceMs);
    expect(response.status).toBe(200);
    const { cards } = (await response.json()) as CdsResponse;
    expect(cards.map(({ detail }) => detail).join()).toMatch(/could not be read/i);
    expect(service.logLines().at(-1)).toMatchObject({ status: 200, deadlineHit: true, unread: 2 });
  },
);

rule('E2', 'a FHIR server that sends its answer too slowly holds nothing up either', async () => {
  failing(['Condition'], (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json' });
    response.write('{"resourceType":"Bundle",');
  });

  await expectUnavailable(await service.callService('elm'));
  expect(service.logLines().at(-1)).toMatchObject({ deadlineHit: true });
});

rule('E2', 'an answer in time hits no deadline', async () => {
  expect((await service.callService('elm')).status).toBe(200);
  expect(service.logLines().at(-1)).toMatchObject({ deadlineHit: false });
});
