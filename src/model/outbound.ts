/** Requests to other servers, apart from FHIR: key sets and access tokens. */

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
