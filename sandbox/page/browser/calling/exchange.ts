/** What is asked of a server and what comes back. */

export interface HttpRequest {
  readonly url: string;
  /** Sent by POST as JSON; without it the request is a GET. */
  readonly body?: unknown;
  readonly mediaType?: string;
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Exchange {
  readonly status: number;
  /** Undefined where the answer is not JSON. */
  readonly body: unknown;
  readonly bytes: number;
  readonly durationMs: number;
}

/** Rejects with CallFailure where no answer comes. */
export type Http = (request: HttpRequest) => Promise<Exchange>;

/** Something that this EHR tried and that did not work; the message is for the reader. */
export class CallFailure extends Error {}

export const fhirJson = 'application/fhir+json';

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isSuccess({ status }: Pick<Exchange, 'status'>): boolean {
  return status >= 200 && status <= 299;
}
