/** How much is worked on at the same time: requests and bytes over all (503), requests per client (429). */
import type { RequestHandler, Response } from 'express';
import { AppError } from '../errors/app-error.js';
import type { ErrorCode } from '../errors/catalogue.js';
import type { Limits } from '../model/configuration.js';
import { createTurns, type TakeTurn } from './turns.js';

export type AdmissionLimits = Pick<
  Limits,
  'concurrentRequests' | 'concurrentRequestsPerClient' | 'concurrentBodyBytes'
>;

export interface Admission {
  /** Lets a request in before anything else is done for it. Throws OVERLOADED. */
  readonly admit: RequestHandler;
  /** Counts a request for its client from here on. Throws CLIENT_OVER_LIMIT. */
  readonly admitClient: (clientId: string, response: Response) => void;
  /**
   * A function that counts bytes of the body of this request; they are held until its response is over. It throws
   * OVERLOADED when all bodies together would be too much.
   */
  readonly countBody: (response: Response) => CountBytes;
  /** Waits until a large body may be worked on. */
  readonly takeTurn: TakeTurn;
}

export type CountBytes = (bytes: number) => void;

/** Requests leave when their response is over, whichever way. */
export function createAdmission(limits: AdmissionLimits): Admission {
  const perClient = new Map<string, number>();
  let all = 0;
  let held = 0;
  return {
    admit: (_request, response, next) => {
      refuseFrom(all, limits.concurrentRequests, 'OVERLOADED');
      all += 1;
      response.once('close', () => {
        all -= 1;
      });
      next();
    },
    admitClient: (clientId, response) => {
      // The client may be gone while it was being recognised; then nothing would ever let it leave.
      if (response.closed) return;
      const running = perClient.get(clientId) ?? 0;
      refuseFrom(running, limits.concurrentRequestsPerClient, 'CLIENT_OVER_LIMIT');
      perClient.set(clientId, running + 1);
      response.once('close', () => {
        perClient.set(clientId, (perClient.get(clientId) ?? 1) - 1);
      });
    },
    countBody: (response) => {
      let own = 0;
      response.once('close', () => {
        held -= own;
      });
      return (bytes) => {
        if (held + bytes > limits.concurrentBodyBytes) throw new AppError('OVERLOADED');
        // What comes after the response would never be given back.
        if (response.closed) return;
        own += bytes;
        held += bytes;
      };
    },
    takeTurn: createTurns(),
  };
}

function refuseFrom(running: number, limit: number, code: ErrorCode): void {
  if (running >= limit) throw new AppError(code);
}
