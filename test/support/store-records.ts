import type { CallRecord, FeedbackRecord, IssuedCard, TokenUse } from '../../src/model/audit.js';

export const issuedCard: IssuedCard = {
  uuid: 'card-1',
  callId: 'call-1',
  issuedAt: '2026-03-01T10:00:00.000Z',
  clientId: 'north',
  serviceId: 'nelm-patient-view',
  topic: 'decisiveData',
  edition: 'review-2016',
  knowledgeVersion: '1.2.0',
  knowledgeHash: 'ab12',
  pathwayStatuses: { prrt: 'needs-data', resection: 'excluded' },
  patientKey: 'pseudonym',
  latencyMs: 41.5,
};

export const call: CallRecord = {
  id: 'call-1',
  at: '2026-03-01T10:00:00.000Z',
  route: 'service',
  clientId: 'north',
  serviceId: 'nelm-patient-view',
  status: 200,
  patientKey: 'pseudonym',
  hookInstanceKey: 'instance',
  durationMs: 42.25,
  gatherMs: 30,
  evaluateMs: 5.5,
  cards: 2,
};

export const feedback: FeedbackRecord = {
  card: 'card-1',
  clientId: 'north',
  serviceId: 'nelm-patient-view',
  outcome: 'accepted',
  outcomeTimestamp: '2026-03-01T11:00:00+01:00',
  receivedAt: '2026-03-01T10:05:00.000Z',
  acceptedSuggestions: ['suggestion-1', 'suggestion-2'],
  reason: { system: 'http://example.org/reasons', code: 'done' },
  userComment: 'as agreed',
};

export const tokenUse: TokenUse = { key: 'token-1', expiresAt: '2026-03-01T10:05:00.000Z' };

export const nothing = { calls: [], issuedCards: [], tokenUses: [] };
