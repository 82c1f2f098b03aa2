import type { OutboundFailure } from '../model/outbound.js';

/** A request to another server came to nothing. Says only why: no address, no content, no cause. */
export class OutboundError extends Error {
  readonly failure: OutboundFailure;

  constructor(failure: OutboundFailure) {
    super(`request to another server: ${failure}`);
    this.name = 'OutboundError';
    this.failure = failure;
  }
}
