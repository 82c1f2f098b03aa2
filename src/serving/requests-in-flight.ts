import type { RequestListener } from 'node:http';

export interface RequestsInFlight {
  readonly listener: RequestListener;
  /** Resolves as soon as no request is being worked on. */
  readonly settled: () => Promise<void>;
}

/** Keeps count of the requests that a listener works on: each is over when its response is, whichever way. */
export function countRequestsInFlight(onRequest: RequestListener): RequestsInFlight {
  let running = 0;
  let waiting: (() => void)[] = [];
  const leave = (): void => {
    running -= 1;
    if (running > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    listener: (request, response) => {
      running += 1;
      response.once('close', leave);
      onRequest(request, response);
    },
    settled: () =>
      running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}
