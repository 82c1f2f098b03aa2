import type { CallRecord, IssuedCard, RecordBatch, TokenUse } from '../model/audit.js';

export type RecordKind = keyof RecordBatch;

/** Told of records that are given up. */
export type OnLost = (kind: RecordKind, count: number) => void;

export type QueuedRecord =
  | { readonly kind: 'calls'; readonly record: CallRecord }
  | { readonly kind: 'issuedCards'; readonly record: IssuedCard }
  | { readonly kind: 'tokenUses'; readonly record: TokenUse };

/** First in, first out. At most one batch is taken out at a time, and counts as queued until it is confirmed. */
export interface RecordQueue {
  readonly size: () => number;
  /**
   * Gives up the oldest records that do not fit; calls of nobody (refused before a client was known) already when the
   * queue is half full: strangers shall not push out what clients did.
   */
  readonly add: (records: readonly QueuedRecord[]) => void;
  readonly take: (maxRecords: number) => RecordBatch;
  readonly confirm: () => void;
  /** The batch that was taken is first in the queue again. */
  readonly putBack: () => void;
  readonly giveUpAll: () => void;
}

export function createRecordQueue(maxRecords: number, onLost: OnLost): RecordQueue {
  let waiting: QueuedRecord[] = [];
  let taken: readonly QueuedRecord[] = [];
  return {
    size: () => taken.length + waiting.length,
    add: (records) => {
      const isCrowded = taken.length + waiting.length >= maxRecords / 2;
      const kept = isCrowded ? records.filter((queued) => !isOfNobody(queued)) : records;
      reportLost(
        records.filter((queued) => !kept.includes(queued)),
        onLost,
      );
      waiting.push(...kept);
      const excess = taken.length + waiting.length - maxRecords;
      if (excess > 0) reportLost(waiting.splice(0, excess), onLost);
    },
    take: (count) => {
      taken = waiting.splice(0, count);
      return toBatch(taken);
    },
    confirm: () => {
      taken = [];
    },
    putBack: () => {
      waiting = [...taken, ...waiting];
      taken = [];
    },
    giveUpAll: () => {
      reportLost([...taken, ...waiting], onLost);
      taken = [];
      waiting = [];
    },
  };
}

function isOfNobody(queued: QueuedRecord): boolean {
  return queued.kind === 'calls' && queued.record.clientId === undefined;
}

function toBatch(records: readonly QueuedRecord[]): RecordBatch {
  return {
    calls: records.flatMap((queued) => (queued.kind === 'calls' ? [queued.record] : [])),
    issuedCards: records.flatMap((queued) =>
      queued.kind === 'issuedCards' ? [queued.record] : [],
    ),
    tokenUses: records.flatMap((queued) => (queued.kind === 'tokenUses' ? [queued.record] : [])),
  };
}

function reportLost(records: readonly QueuedRecord[], onLost: OnLost): void {
  const kinds = ['calls', 'issuedCards', 'tokenUses'] as const;
  for (const kind of kinds) {
    const count = records.filter((queued) => queued.kind === kind).length;
    if (count > 0) onLost(kind, count);
  }
}
