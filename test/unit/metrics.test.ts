import type { RequestSummary } from '../../src/model/request-summary.js';
import { createMetrics } from '../../src/observability/metrics.js';

const refused: RequestSummary = {
  requestId: 'r1',
  arrivedAt: new Date('2026-11-24T10:00:00Z'),
  method: 'POST',
  route: '/cds-services/:id',
  status: 400,
  isAborted: false,
  durationMs: 120,
  serviceId: 'nelm-patient-view',
};
const summary: RequestSummary = {
  ...refused,
  status: 200,
  clientId: 'hospital',
  gatherMs: 80,
  evaluateMs: 30,
  cards: 2,
};

async function linesAfter(
  ...summaries: readonly Partial<RequestSummary>[]
): Promise<readonly string[]> {
  const metrics = createMetrics({ withProcess: false });
  for (const changes of summaries) metrics.requestOver({ ...summary, ...changes });
  return (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const labels = 'service="nelm-patient-view",client="hospital"';

test.each<[string, Partial<RequestSummary>, string]>([
  ['with cards', {}, 'cards'],
  ['without cards', { cards: 0 }, 'no-cards'],
  ['refused', { status: 412, code: 'FHIR_DATA_UNAVAILABLE' }, 'FHIR_DATA_UNAVAILABLE'],
  ['left by the client', { isAborted: true }, 'aborted'],
])('a call %s is counted as %s', async (_title, changes, outcome) => {
  expect(await linesAfter(changes)).toContain(
    `nelm_cds_requests_total{${labels},route="/cds-services/:id",outcome="${outcome}"} 1`,
  );
});

test('latency is split into gathering and evaluating, in seconds', async () => {
  const lines = await linesAfter({});

  expect(lines).toEqual(
    expect.arrayContaining([
      `nelm_cds_request_duration_seconds_sum{${labels}} 0.12`,
      `nelm_cds_gather_duration_seconds_sum{${labels}} 0.08`,
      `nelm_cds_evaluate_duration_seconds_sum{${labels}} 0.03`,
    ]),
  );
});

test('a call that never came to gathering leaves the latencies alone', async () => {
  const metrics = createMetrics({ withProcess: false });

  metrics.requestOver({ ...refused, code: 'CDS_REQUEST_INVALID' });

  expect(await metrics.text()).not.toContain('duration_seconds_count{');
});

test('deadlines and queries that stayed unread are counted', async () => {
  const lines = await linesAfter({ deadlineHit: true, unread: 3 }, { unread: 1 });

  expect(lines).toEqual(
    expect.arrayContaining([
      `nelm_cds_deadline_hits_total{${labels}} 1`,
      `nelm_cds_unread_queries_total{${labels}} 4`,
    ]),
  );
});

test('a refused token is counted by reason and by the client it claimed to be of', async () => {
  const metrics = createMetrics({ withProcess: false });

  metrics.requestOver({
    ...refused,
    status: 401,
    code: 'NOT_AUTHENTICATED',
    reason: 'expired',
    claimedClientId: 'hospital',
  });

  expect(await metrics.text()).toContain(
    'nelm_cds_authentication_refusals_total{reason="expired",client="hospital"} 1',
  );
});

test('nothing of patient, request or pseudonym is among the labels', async () => {
  const lines = await linesAfter({ patientKey: 'SECRET-P', hookInstanceKey: 'SECRET-H' });

  expect(lines.join('\n')).not.toMatch(/SECRET|r1/);
});

test('what the service is made of and whether its store is up can be read', async () => {
  const metrics = createMetrics({ withProcess: true });

  metrics.knowledgeLoaded({ software: 's 1', edition: 'e', version: '1', hash: 'old' });
  metrics.knowledgeLoaded({ software: 's 1', edition: 'e', version: '2', hash: 'new' });
  metrics.storeState(false);
  metrics.recordsLost('calls', 4);

  const text = await metrics.text();
  expect(text).toContain(
    'nelm_cds_knowledge_info{software="s 1",edition="e",version="2",hash="new"} 1',
  );
  expect(text).not.toContain('hash="old"');
  expect(text).toContain('nelm_cds_store_up 0');
  expect(text).toContain('nelm_cds_records_lost_total{kind="calls"} 4');
  expect(text).toContain('process_cpu_seconds_total');
});
