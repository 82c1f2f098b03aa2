import { AppError } from '../errors/app-error.js';
import type { Recorder, Store } from '../model/audit.js';
import { createBatchWriter, type WriterSettings } from './batch-writer.js';
import { createRecordQueue, type OnLost } from './record-queue.js';
import { createStoreState } from './store-state.js';
import { within } from './within.js';

export interface RecorderOptions extends Partial<WriterSettings> {
  readonly onLost: OnLost;
  /** Called on every change; the store counts as up at first. */
  readonly onStoreState: (isUp: boolean) => void;
}

const defaults: WriterSettings = {
  flushIntervalMs: 500,
  batchSize: 1_000,
  maxQueued: 20_000,
  writeMs: 5_000,
  maxPauseMs: 5_000,
  closeMs: 3_000,
};

/** What was recorded less than `flushIntervalMs` and one write ago is lost when the process is killed. */
export function createRecorder(store: Store, options: RecorderOptions): Recorder {
  const settings = { ...defaults, ...options };
  const state = createStoreState(settings.onStoreState);
  const queue = createRecordQueue(settings.maxQueued, settings.onLost);
  const writer = createBatchWriter({ store, state, settings, queue });
  return {
    recordCall: (record) => {
      writer.add([{ kind: 'calls', record }]);
    },
    recordIssuedCards: (cards) => {
      writer.add(cards.map((record) => ({ kind: 'issuedCards', record })));
    },
    recordTokenUse: (record) => {
      writer.add([{ kind: 'tokenUses', record }]);
    },
    keepFeedback: async (items) => {
      await writer.flush();
      try {
        const receipt = await within(settings.writeMs, store.keepFeedback(items));
        state.succeeded();
        return receipt;
      } catch (cause) {
        state.failed();
        writer.schedule();
        throw new AppError('STORE_UNAVAILABLE', {}, cause);
      }
    },
    isStoreUp: state.isUp,
    close: writer.close,
  };
}
