/** The tables as both databases hold them. Instants are text as `toISOString` writes it, so that they sort by time. */
import type { FeedbackStanding } from '../model/audit.js';

export interface Tables {
  readonly issued_cards: IssuedCardRow;
  readonly feedback: FeedbackRow;
  readonly calls: CallRow;
  readonly token_uses: TokenUseRow;
}

export interface IssuedCardRow {
  readonly uuid: string;
  readonly call_id: string;
  readonly issued_at: string;
  readonly client_id: string;
  readonly service_id: string;
  readonly topic: string;
  readonly edition: string;
  readonly knowledge_version: string;
  readonly knowledge_hash: string;
  /** JSON object. */
  readonly pathway_statuses: string;
  readonly patient_key: string;
  readonly latency_ms: number;
}

export interface FeedbackRow {
  /** Digest of what makes an item the same when it is sent again. */
  readonly digest: string;
  readonly card: string;
  readonly client_id: string;
  readonly service_id: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly outcome_timestamp: string;
  readonly received_at: string;
  /** JSON array. */
  readonly accepted_suggestions: string;
  readonly reason_system: string | null;
  readonly reason_code: string | null;
  readonly user_comment: string | null;
  readonly standing: FeedbackStanding;
}

export interface CallRow {
  readonly id: string;
  readonly at: string;
  readonly route: 'discovery' | 'service' | 'feedback' | 'evaluate';
  readonly client_id: string | null;
  readonly service_id: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly patient_key: string | null;
  readonly hook_instance_key: string | null;
  readonly duration_ms: number;
  readonly gather_ms: number | null;
  readonly evaluate_ms: number | null;
  readonly cards: number | null;
}

export interface TokenUseRow {
  readonly key: string;
  readonly expires_at: string;
}
