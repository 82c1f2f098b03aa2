/** Waits for a turn of one's own. */
export type TakeTurn = () => Promise<void>;

/**
 * One piece of long work in each round of the event loop, in the order of asking. In between other requests are received
 * and answered, so that none of them runs out of time because this process was busy.
 */
export function createTurns(): TakeTurn {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
