/**
 * address: a host that must not be connected to. answer: a status other than 2xx, a redirect, compressed or no JSON.
 * too-large: more than the limit. timeout. network: everything else on the way, TLS included.
 */
export type OutboundFailure = 'address' | 'answer' | 'too-large' | 'timeout' | 'network';

/** A request to another server came to nothing. Says only why: no address, no content, no cause. */
export class OutboundError extends Error {
  readonly failure: OutboundFailure;

  constructor(failure: OutboundFailure) {
    super(`request to another server: ${failure}`);
    this.name = 'OutboundError';
    this.failure = failure;
  }
}
