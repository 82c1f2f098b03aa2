/** One request and its answer, measured. Nothing is followed, cached or sent along. */

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

export interface HttpOptions {
  readonly fetch: typeof globalThis.fetch;
  /** A clock in milliseconds. */
  readonly nowMs: () => number;
}

export function createHttp({ fetch, nowMs }: HttpOptions): Http {
  return async (request) => {
    const startedAt = nowMs();
    const { status, text } = await send(fetch, request);
    return {
      status,
      body: parseJson(text),
      bytes: new TextEncoder().encode(text).length,
      durationMs: Math.round(nowMs() - startedAt),
    };
  };
}

async function send(
  fetch: HttpOptions['fetch'],
  { url, body, mediaType = 'application/json', token, signal }: HttpRequest,
): Promise<{ readonly status: number; readonly text: string }> {
  const headers = new Headers({ Accept: `application/json, ${fhirJson}` });
  if (body !== undefined) headers.set('Content-Type', mediaType);
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new CallFailure('No answer came from the server.', { cause: error });
  }
}

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
