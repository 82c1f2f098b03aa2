/** Writes what is queued to the store, a batch at a time, and tries again when that fails. */
import type { Store } from '../model/audit.js';
import type { QueuedRecord, RecordQueue } from './record-queue.js';
import type { StoreState } from './store-state.js';
import { within } from './within.js';

export interface WriterSettings {
  /** How long a record waits at most before it is written while the store is up. */
  readonly flushIntervalMs: number;
  /** Most records in one transaction; when as many wait, they are written at once. */
  readonly batchSize: number;
  /** Most records kept for a store that is down. */
  readonly maxQueued: number;
  /** After which an attempt to write has failed. */
  readonly writeMs: number;
  /** Longest pause between attempts while the store is down. */
  readonly maxPauseMs: number;
  /** Longest that `close` takes. */
  readonly closeMs: number;
}

export interface BatchWriter {
  readonly add: (records: readonly QueuedRecord[]) => void;
  /** Sees to it that the next attempt comes. */
  readonly schedule: () => void;
  /** Tries once to write all that is queued now; never rejects. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WriterParts {
  readonly store: Store;
  readonly state: StoreState;
  readonly queue: RecordQueue;
  readonly settings: WriterSettings;
}

export function createBatchWriter(parts: WriterParts): BatchWriter {
  const { state, queue, settings } = parts;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;

  const run = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    running ??= attempt(parts).finally(() => {
      running = undefined;
      schedule();
    });
    return running;
  };

  const schedule = (): void => {
    if (isClosed || running !== undefined || timer !== undefined) return;
    if (state.isUp() && queue.size() === 0) return;
    timer = setTimeout(() => void run(), pauseMs(state.failuresInARow(), settings));
    timer.unref();
  };

  const flush = async (): Promise<void> => {
    // An attempt that is about to end may have looked at the queue for the last time already.
    await running;
    await run();
  };

  return {
    add: (records) => {
      queue.add(records);
      if (isClosed) queue.giveUpAll();
      else if (state.isUp() && queue.size() >= settings.batchSize) void run();
      else schedule();
    },
    schedule,
    flush,
    close: async () => {
      // Whatever is not written by then, for whichever reason, is reported as lost.
      await within(settings.closeMs, flush()).catch(() => undefined);
      isClosed = true;
      clearTimeout(timer);
      queue.giveUpAll();
    },
  };
}

async function attempt({ store, state, queue, settings }: WriterParts): Promise<void> {
  try {
    // A store that is down is asked even when nothing waits: nobody else would find out that it came back.
    if (queue.size() === 0 && !state.isUp()) await within(settings.writeMs, store.ping());
    while (queue.size() > 0) {
      await within(settings.writeMs, store.writeBatch(queue.take(settings.batchSize)));
      queue.confirm();
    }
    state.succeeded();
  } catch {
    queue.putBack();
    state.failed();
  }
}

function pauseMs(failures: number, settings: WriterSettings): number {
  const { flushIntervalMs, maxPauseMs } = settings;
  return failures === 0 ? flushIntervalMs : Math.min(flushIntervalMs * 2 ** failures, maxPauseMs);
}
