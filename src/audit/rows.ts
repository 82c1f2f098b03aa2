/** From records to rows. */
import { createHash } from 'node:crypto';
import type {
  CallRecord,
  FeedbackRecord,
  FeedbackStanding,
  IssuedCard,
  TokenUse,
} from '../model/audit.js';
import type { CallRow, FeedbackRow, IssuedCardRow, TokenUseRow } from './tables.js';

export function issuedCardRow(card: IssuedCard): IssuedCardRow {
  return storable({
    uuid: card.uuid,
    call_id: card.callId,
    issued_at: card.issuedAt,
    client_id: card.clientId,
    service_id: card.serviceId,
    topic: card.topic,
    edition: card.edition,
    knowledge_version: card.knowledgeVersion,
    knowledge_hash: card.knowledgeHash,
    pathway_statuses: JSON.stringify(card.pathwayStatuses),
    patient_key: card.patientKey,
    latency_ms: card.latencyMs,
  });
}

export function callRow(call: CallRecord): CallRow {
  return storable({
    id: call.id,
    at: call.at,
    route: call.route,
    client_id: call.clientId ?? null,
    service_id: call.serviceId ?? null,
    status: call.status ?? null,
    code: call.code ?? null,
    patient_key: call.patientKey ?? null,
    hook_instance_key: call.hookInstanceKey ?? null,
    duration_ms: call.durationMs,
    gather_ms: call.gatherMs ?? null,
    evaluate_ms: call.evaluateMs ?? null,
    cards: call.cards ?? null,
  });
}

/** In the same order everywhere, so that two transactions with the same tokens never wait for each other. */
export function tokenUseRows(uses: readonly TokenUse[]): readonly TokenUseRow[] {
  return uses
    .map((use) => storable({ key: use.key, expires_at: use.expiresAt }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

export function feedbackRow(item: FeedbackRecord, standing: FeedbackStanding): FeedbackRow {
  return storable({
    digest: feedbackDigest(item),
    card: item.card,
    client_id: item.clientId,
    service_id: item.serviceId,
    outcome: item.outcome,
    outcome_timestamp: item.outcomeTimestamp,
    received_at: item.receivedAt,
    accepted_suggestions: JSON.stringify(item.acceptedSuggestions),
    reason_system: item.reason?.system ?? null,
    reason_code: item.reason?.code ?? null,
    user_comment: item.userComment ?? null,
    standing,
  });
}

/** The same for an item and its repetition; when it came and what the user wrote beside it do not count. */
function feedbackDigest(item: FeedbackRecord): string {
  const identity = [
    item.clientId,
    item.card,
    item.outcome,
    item.outcomeTimestamp,
    item.acceptedSuggestions,
    item.reason?.system ?? null,
    item.reason?.code ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/** PostgreSQL refuses the character U+0000, and SQLite's functions end at it: one such record would hold up its batch. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

function storable<Row extends object>(row: Row): Row {
  const isStorable = Object.values(row).every(
    (cell: unknown) => typeof cell !== 'string' || storableText(cell) === cell,
  );
  return isStorable ? row : replaced(row);
}

function replaced<Row extends object>(row: Row): Row {
  const cells = Object.entries(row).map(([name, cell]: [string, unknown]) => [
    name,
    typeof cell === 'string' ? storableText(cell) : cell,
  ]);
  return Object.fromEntries(cells) as Row;
}
