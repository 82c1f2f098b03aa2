import type { IssuedCard } from '../model/audit.js';
import type { Card } from '../model/cds-hooks.js';
import type { Evaluation } from '../model/evaluation.js';
import type { ServiceCall } from '../model/service-call.js';

export interface Issue {
  readonly call: Pick<ServiceCall, 'callId' | 'client' | 'serviceId'>;
  readonly evaluation: Evaluation;
  /** HMAC of client and patient id. */
  readonly patientKey: string;
  readonly latencyMs: number;
  /** ISO instant. */
  readonly issuedAt: string;
}

/** What is kept of cards: their ids and topics, and where the pathways stood; nothing of the chart. */
export function toIssuedCards(cards: readonly Card[], issue: Issue): readonly IssuedCard[] {
  const { call, evaluation, patientKey, latencyMs, issuedAt } = issue;
  const { edition, version, hash } = evaluation.knowledge;
  const pathwayStatuses = Object.fromEntries(
    evaluation.pathways.map(({ id, status }) => [id, status]),
  );
  return cards.map((card) => ({
    uuid: card.uuid,
    callId: call.callId,
    issuedAt,
    clientId: call.client.id,
    serviceId: call.serviceId,
    topic: card.source.topic.code,
    edition,
    knowledgeVersion: version,
    knowledgeHash: hash,
    pathwayStatuses,
    patientKey,
    latencyMs,
  }));
}
