/** How many requests are worked on at the same time: over all (503) and per client (429). */
import type { RequestHandler, Response } from 'express';
import { AppError } from '../errors/app-error.js';
import type { ErrorCode } from '../errors/catalogue.js';
import type { Limits } from '../model/configuration.js';

export type AdmissionLimits = Pick<Limits, 'concurrentRequests' | 'concurrentRequestsPerClient'>;

export interface Admission {
  /** Lets a request in before anything else is done for it. Throws OVERLOADED. */
  readonly admit: RequestHandler;
  /** Counts a request for its client from here on. Throws CLIENT_OVER_LIMIT. */
  readonly admitClient: (clientId: string, response: Response) => void;
  /** Requests being worked on. */
  readonly inFlight: () => number;
}

/** Requests leave when their response is over, whichever way. */
export function createAdmission(limits: AdmissionLimits): Admission {
  const perClient = new Map<string, number>();
  let all = 0;
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
      const running = perClient.get(clientId) ?? 0;
      refuseFrom(running, limits.concurrentRequestsPerClient, 'CLIENT_OVER_LIMIT');
      perClient.set(clientId, running + 1);
      response.once('close', () => {
        perClient.set(clientId, (perClient.get(clientId) ?? 1) - 1);
      });
    },
    inFlight: () => all,
  };
}

function refuseFrom(running: number, limit: number, code: ErrorCode): void {
  if (running >= limit) throw new AppError(code);
}
