export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Nothing is left to be aborted. */
  readonly lift: () => void;
}

/**
 * A signal that aborts after `milliseconds`, or when `other` does. A timer of its own: a timeout signal that is only
 * part of a composed one may be collected as garbage before it fires.
 */
export function limitTime(milliseconds: number, other: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  const timer = setTimeout(abort, Math.max(0, Math.floor(milliseconds)));
  if (other?.aborted === true) abort();
  other?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    lift: () => {
      clearTimeout(timer);
      other?.removeEventListener('abort', abort);
    },
  };
}
