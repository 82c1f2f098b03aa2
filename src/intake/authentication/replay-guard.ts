/**
 * Refuses a token that was used before (CDS Hooks, Trusting CDS Clients: `jti`). The store knows the uses of all
 * processes; the memory of this one answers alone while the store does not.
 */
import type { ReplayFallback } from '../../model/authentication.js';
import type { TokenUse } from '../../model/audit.js';
import { createTokenMemory } from './token-memory.js';

export interface ReplayGuardOptions {
  /** Of the shared store: true for the first to claim it. */
  readonly claimToken: (use: TokenUse) => Promise<boolean>;
  readonly now: () => Date;
  /** How long the store may take to answer; 300 where absent. */
  readonly timeoutMs?: number;
  /** Called for each token that the memory alone judged. */
  readonly onFallback: (why: ReplayFallback) => void;
  /** Takes a use that the store did not confirm, to be written later. */
  readonly remember: (use: TokenUse) => void;
  /** How many uses the memory holds; 200 000 where absent: about 40 MB, 55 tokens a second for the hour one may live. */
  readonly maxRemembered?: number;
}

/** full: not known to be used, but nothing could remember it now, so its next use would pass. */
export type ReplayAnswer = 'first' | 'used' | 'full';

/** Claims a token; never rejects. */
export type ReplayGuard = (use: TokenUse) => Promise<ReplayAnswer>;

const defaultTimeoutMs = 300;
const timeoutSteps = 5;
const defaultMaxRemembered = 200_000;
/** After a failure the store is left alone, so that not every request waits for its timeout. */
const pauseMs = 2000;

/**
 * Each use is kept in memory as well as in the store, since the store may be down when the token comes again. While the
 * memory is full the store alone decides; with neither, no token is accepted. Only holders of a registered key can
 * fill it.
 */
export function createReplayGuard(options: ReplayGuardOptions): ReplayGuard {
  const { now, onFallback, remember } = options;
  const memory = createTokenMemory(options.maxRemembered ?? defaultMaxRemembered);
  let pausedUntil = -Infinity;

  return async (use) => {
    const remembered = memory.claim(use, now());
    if (remembered === 'used') {
      return 'used';
    }
    const leftMs = pausedUntil - now().getTime();
    // More than a pause is left only when the clock was set back.
    const isPaused = leftMs > 0 && leftMs <= pauseMs;
    const answer = isPaused ? 'paused' : await askStore(use, options);
    if (answer === 'first' || answer === 'used') {
      return answer;
    }
    if (!isPaused) {
      pausedUntil = now().getTime() + pauseMs;
    }
    onFallback(answer);
    if (remembered === 'first') {
      remember(use);
    }
    return remembered;
  };
}

/** A late answer is ignored, whatever it is: the request was judged without it. */
function askStore(
  use: TokenUse,
  { claimToken, timeoutMs = defaultTimeoutMs }: ReplayGuardOptions,
): Promise<'first' | 'used' | 'failed' | 'timeout'> {
  return new Promise((resolve) => {
    let left = timeoutSteps;
    // In steps: time in which this process was busy with something else, and could not hear the answer, counts as one.
    const timer = setInterval(() => {
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      resolve('timeout');
    }, timeoutMs / timeoutSteps);
    Promise.resolve(use)
      .then(claimToken)
      .then(
        (isFirst) => {
          resolve(isFirst ? 'first' : 'used');
        },
        () => {
          resolve('failed');
        },
      )
      .finally(() => {
        clearInterval(timer);
      });
  });
}
