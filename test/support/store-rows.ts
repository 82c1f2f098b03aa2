/** The records of store-records.ts as rows. */
export const callRow = {
  id: 'call-1',
  at: '2026-03-01T10:00:00.000Z',
  route: 'service',
  client_id: 'north',
  service_id: 'nelm-patient-view',
  status: 200,
  code: null,
  patient_key: 'pseudonym',
  hook_instance_key: 'instance',
  duration_ms: 42.25,
  gather_ms: 30,
  evaluate_ms: 5.5,
  cards: 2,
};

export const bareCallRow = {
  ...Object.fromEntries(Object.keys(callRow).map((name) => [name, null])),
  id: 'call-2',
  at: '2026-03-01T10:00:00.000Z',
  route: 'discovery',
  duration_ms: 1,
};

export const issuedCardRow = {
  uuid: 'card-1',
  call_id: 'call-1',
  issued_at: '2026-03-01T10:00:00.000Z',
  client_id: 'north',
  service_id: 'nelm-patient-view',
  topic: 'decisiveData',
  edition: 'review-2016',
  knowledge_version: '1.2.0',
  knowledge_hash: 'ab12',
  pathway_statuses: '{"prrt":"needs-data","resection":"excluded"}',
  patient_key: 'pseudonym',
  latency_ms: 41.5,
};

export const tokenUseRow = { key: 'token-1', expires_at: '2026-03-01T10:05:00.000Z' };

export const feedbackRow = {
  card: 'card-1',
  client_id: 'north',
  service_id: 'nelm-patient-view',
  outcome: 'accepted',
  outcome_timestamp: '2026-03-01T11:00:00+01:00',
  received_at: '2026-03-01T10:05:00.000Z',
  accepted_suggestions: '["suggestion-1","suggestion-2"]',
  reason_system: 'http://example.org/reasons',
  reason_code: 'done',
  user_comment: 'as agreed',
  standing: 'matched',
};
