/** Store, metrics and log of a running service: what stays when its configuration is replaced. */
import { createRecorder, openStore, purgeByRetention } from '../audit/index.js';
import {
  createKeySetMemory,
  createReplayGuard,
  type KeySetMemory,
  type ReplayGuard,
} from '../intake/authentication/index.js';
import type { Configuration } from '../model/configuration.js';
import type { Logger } from '../observability/logger.js';
import { createMetrics } from '../observability/metrics.js';
import { observeRecorder } from './observe.js';
import { createPseudonym } from './pseudonyms.js';
import type { SharedParts } from './service-app.js';

export interface ProcessParts {
  readonly software: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly logger: Logger;
}

export interface OpenParts {
  readonly shared: SharedParts;
  readonly replayGuard: ReplayGuard;
  readonly keySets: KeySetMemory;
  /** Says so in readiness. */
  readonly startStopping: () => void;
  /** Writes what is waiting, then closes the store. */
  readonly close: () => Promise<void>;
}

const purgeEveryMs = 24 * 60 * 60 * 1000;

/** Opens the store; rejects with StoreError when it cannot be reached. */
export async function openSharedParts(
  { store: settings, pseudonymKey }: Configuration,
  process: ProcessParts,
): Promise<OpenParts> {
  const { logger, now } = process;
  const store = await openStore(settings);
  const metrics = createMetrics({ withProcess: true });
  const recorder = createRecorder(store, observeRecorder(logger, metrics));
  let isStopping = false;
  const replayGuard = createReplayGuard({
    claimToken: store.claimToken,
    now,
    remember: recorder.recordTokenUse,
    onFallback: (reason) => {
      metrics.replayCheckedInMemory();
      logger.warn('replay.memory-only', { reason });
    },
  });
  const purge = async (): Promise<void> => {
    try {
      const counts = await purgeByRetention(store, settings.retention, now());
      const count = counts.issuedCards + counts.feedback + counts.calls + counts.tokenUses;
      logger.info('store.purged', { count });
    } catch {
      logger.warn('service.warning', { code: 'PURGE_FAILED' });
    }
  };
  void purge();
  const timer = setInterval(() => void purge(), purgeEveryMs).unref();
  return {
    shared: {
      ...process,
      metrics,
      recorder,
      pseudonym: createPseudonym(pseudonymKey),
      isStopping: () => isStopping,
    },
    replayGuard,
    keySets: createKeySetMemory(),
    startStopping: () => {
      isStopping = true;
    },
    close: async () => {
      clearInterval(timer);
      await recorder.close();
      await store.close();
    },
  };
}
