/** One request and its answer, measured. Nothing is followed, kept or sent along. */
import { CallFailure, fhirJson, parseJson, type Http, type HttpRequest } from './exchange.js';

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
