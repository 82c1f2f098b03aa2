/** When a request may go to a FHIR server: not while the server is known to be down, and only so many at a time. */
import {
  BrokenCircuitError,
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhenResult,
  TaskCancelledError,
  type BulkheadPolicy,
} from 'cockatiel';
import { isRecord } from '../fhir/resource.js';
import type { FhirAccessLimits } from '../model/configuration.js';
import type { FhirAnswer, FhirFailure } from './fhir-client.js';

/** paused: not asked, because the server failed too often. */
export type GatedAnswer = FhirAnswer | { readonly outcome: 'paused' };

export interface GateOptions {
  readonly limits: Pick<FhirAccessLimits, 'failuresBeforePause' | 'pauseMs'>;
  /** Shared by all servers of a client. */
  readonly slots: Slots;
  /** A request aborted sooner than this says nothing about the server. */
  readonly patienceMs: number;
}

/** Lets a request pass. Waits as long as it takes: the caller must not wait longer than its deadline. */
export type ServerGate = (
  send: () => Promise<FhirAnswer>,
  signal: AbortSignal,
) => Promise<GatedAnswer>;

export type Slots = BulkheadPolicy;

/** Room for so many requests at the same time; the others wait in line. */
export function createSlots(concurrentRequests: number): Slots {
  return bulkhead(concurrentRequests, Infinity);
}

/**
 * A circuit breaker before the slots. After `failuresBeforePause` failures in a row (no answer, 5xx, 429, or no end of
 * it within the deadline) everything is turned away for `pauseMs`; then one request tries, and the others wait for how
 * it fares. Any other answer, also a 4xx, shows the server well. A request aborted before it had `patienceMs` counts
 * neither way.
 */
export function createServerGate({ limits, slots, patienceMs }: GateOptions): ServerGate {
  const breaker = circuitBreaker(handleWhenResult(isServerFailure), {
    breaker: new ConsecutiveBreaker(limits.failuresBeforePause),
    halfOpenAfter: limits.pauseMs,
  });
  // Not `breaker.state`: that still says open when the one that tries begins.
  let isDown = false;
  breaker.onBreak(() => {
    isDown = true;
  });
  breaker.onHalfOpen(() => {
    isDown = false;
  });
  const inSlot = async (
    send: () => Promise<FhirAnswer>,
    signal: AbortSignal,
  ): Promise<FhirAnswer> => {
    if (signal.aborted) throw new TaskCancelledError();
    // Those who stood in line while the server went down need not find out one by one.
    if (isDown) throw new BrokenCircuitError();
    const started = performance.now();
    const answer = await send();
    const isHasty = answer.outcome === 'aborted' && performance.now() - started < patienceMs;
    if (isHasty) throw new TaskCancelledError();
    return answer;
  };
  return async (send, signal) => {
    try {
      // The slots do not get the signal: they would take an aborted request out of the line without calling the next.
      return await breaker.execute(() => slots.execute(() => inSlot(send, signal)));
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { outcome: 'paused' };
      if (error instanceof TaskCancelledError) return { outcome: 'aborted' };
      throw error;
    }
  };
}

const serverFailures: ReadonlySet<unknown> = new Set<FhirFailure>([
  'overloaded',
  'aborted',
  'name-not-found',
  'connection-refused',
  'certificate',
  'tls',
  'proxy',
  'timeout',
  'network',
]);

function isServerFailure(answer: unknown): boolean {
  return isRecord(answer) && serverFailures.has(answer['outcome']);
}
