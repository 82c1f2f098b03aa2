import type { Response } from 'express';

/** Aborts when the connection ends before the answer is complete. */
export function abortedBy(response: Response): AbortSignal {
  const controller = new AbortController();
  if (response.closed) controller.abort();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
