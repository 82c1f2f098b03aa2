/** Requests to other servers: what comes of them, and, apart from FHIR, how they are made. */

/**
 * Why a request to another server came to nothing. A closed list: it goes to log and metrics.
 *
 * On the way: address (a host that must not be connected to), name-not-found, connection-refused, certificate (not
 * trusted, expired, of another name), tls (everything else about it), proxy (it cannot be reached, or does not let the
 * request through), timeout, network (everything else).
 *
 * By the status of the answer: redirect (3xx; none is followed), bad-request (400), unauthorized (401), forbidden (403),
 * not-found (404), overloaded (429 and 5xx), refused (every other one but 2xx).
 *
 * By its content: too-large, malformed (compressed, no JSON, or JSON that is not what was asked for).
 */
export type OutboundFailure =
  | 'address'
  | 'name-not-found'
  | 'connection-refused'
  | 'certificate'
  | 'tls'
  | 'proxy'
  | 'timeout'
  | 'network'
  | 'redirect'
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'overloaded'
  | 'refused'
  | 'too-large'
  | 'malformed';

export interface JsonRequest {
  readonly url: URL;
  /** Whether the server may have a private address. */
  readonly isPrivate: boolean;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Sent as application/x-www-form-urlencoded by POST; without it the request is a GET. */
  readonly form?: Readonly<Record<string, string>>;
}

/**
 * The parsed JSON of a 2xx answer. Rejects for every other status, for redirects, and when address, size, time or
 * content are not as they must be. No address or content of the answer is in the error.
 */
export type FetchJson = (request: JsonRequest) => Promise<unknown>;
