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
  /** Gives up the oldest records that do not fit. */
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
      waiting.push(...records);
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
