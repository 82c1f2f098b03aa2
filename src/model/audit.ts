/** What is kept of requests, cards and feedback: ids of our own, pseudonyms, codes and figures; never chart data. */
import type { PathwayStatus } from './evaluation.js';

/** Whose name is hidden. */
export type PseudonymKind = 'patient' | 'hook-instance';

/** The name under which a patient or hook instance of a client may be kept. */
export type Pseudonym = (kind: PseudonymKind, clientId: string, id: string) => string;

/** One card that was sent. */
export interface IssuedCard {
  readonly uuid: string;
  /** Id of the request it answered. */
  readonly callId: string;
  /** ISO instant. */
  readonly issuedAt: string;
  readonly clientId: string;
  readonly serviceId: string;
  /** Our topic code, before any mapping for the client. */
  readonly topic: string;
  readonly edition: string;
  readonly knowledgeVersion: string;
  readonly knowledgeHash: string;
  /** By pathway id. */
  readonly pathwayStatuses: Readonly<Record<string, PathwayStatus>>;
  /** HMAC of client and patient id. */
  readonly patientKey: string;
  /** From the arrival of the request to its cards. */
  readonly latencyMs: number;
}

/** One request to discovery, a service, feedback or the app's evaluation, whatever became of it. */
export interface CallRecord {
  readonly id: string;
  /** ISO instant of its arrival. */
  readonly at: string;
  readonly route: 'discovery' | 'service' | 'feedback' | 'evaluate';
  readonly clientId?: string;
  readonly serviceId?: string;
  /** HTTP status; absent when the client went away before. */
  readonly status?: number;
  /** Code of the error catalogue. */
  readonly code?: string;
  /** HMACs. */
  readonly patientKey?: string;
  readonly hookInstanceKey?: string;
  readonly durationMs: number;
  readonly gatherMs?: number;
  readonly evaluateMs?: number;
  readonly cards?: number;
}

/** One item of feedback as it is kept. */
export interface FeedbackRecord {
  /** As sent; not always the uuid of a card of ours. */
  readonly card: string;
  readonly clientId: string;
  readonly serviceId: string;
  readonly outcome: 'accepted' | 'overridden';
  /** ISO instant, as sent. */
  readonly outcomeTimestamp: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly acceptedSuggestions: readonly string[];
  readonly reason?: { readonly system?: string; readonly code: string };
  /** Only where the client allows it. */
  readonly userComment?: string;
}

/**
 * matched: on a card of ours. late: on a card of ours that was issued long before. unknown: on no card that this client
 * was sent.
 */
export type FeedbackStanding = 'matched' | 'late' | 'unknown';

export interface FeedbackReceipt {
  /** New items by their standing. */
  readonly kept: Readonly<Record<FeedbackStanding, number>>;
  /** Items that were there already. */
  readonly repeated: number;
}

/** A token that was used: its id may not come again before `expiresAt`. */
export interface TokenUse {
  /** Digest of issuer and `jti`. */
  readonly key: string;
  /** ISO instant. */
  readonly expiresAt: string;
}

export interface RecordBatch {
  readonly calls: readonly CallRecord[];
  readonly issuedCards: readonly IssuedCard[];
  readonly tokenUses: readonly TokenUse[];
}

export interface PurgeCounts {
  readonly issuedCards: number;
  readonly feedback: number;
  readonly calls: number;
  readonly tokenUses: number;
}

/** Records older than these ISO instants go; a kind without an instant stays. */
export interface PurgeBefore {
  readonly issuedCards?: string;
  readonly feedback?: string;
  readonly calls?: string;
  readonly tokenUses?: string;
}

/** The database, SQLite or PostgreSQL. Every function rejects when it cannot be reached. */
export interface Store {
  /** In one transaction; records that are there already are left as they are. */
  readonly writeBatch: (batch: RecordBatch) => Promise<void>;
  /** Resolves once the items are on disk. */
  readonly keepFeedback: (items: readonly FeedbackRecord[]) => Promise<FeedbackReceipt>;
  /** True for the first to claim it, false for everyone after, in this process or another. */
  readonly claimToken: (use: TokenUse) => Promise<boolean>;
  readonly purge: (before: PurgeBefore) => Promise<PurgeCounts>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Takes records without making the request wait, and writes them to the store in batches. */
export interface Recorder {
  readonly recordCall: (call: CallRecord) => void;
  readonly recordIssuedCards: (cards: readonly IssuedCard[]) => void;
  /** A token that could not be claimed in the store when it was used. */
  readonly recordTokenUse: (use: TokenUse) => void;
  /** Writes what is waiting first, so that feedback finds its cards. Rejects when the items are not on disk. */
  readonly keepFeedback: (items: readonly FeedbackRecord[]) => Promise<FeedbackReceipt>;
  /** Whether the last attempt to write succeeded. */
  readonly isStoreUp: () => boolean;
  /** Writes what is waiting; the store stays open. */
  readonly close: () => Promise<void>;
}
