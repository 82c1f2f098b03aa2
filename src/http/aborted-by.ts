import type { Response } from 'express';

/** Aborts when the connection ends; an answer that is complete leaves nothing to abort. */
export function abortedBy(response: Response): AbortSignal {
  const controller = new AbortController();
  if (response.closed) controller.abort();
  response.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}
