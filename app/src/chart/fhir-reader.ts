/** One read of the FHIR server with the app's token, bounded in size. */
import { ConnectionEnded } from '../failure.js';

export type FhirReader = (url: string) => Promise<unknown>;

/** A read that failed; the message has no chart text. */
export class ReadFailure extends Error {}

export interface ReaderOptions {
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Over all reads together. */
  readonly maxCharacters: number;
}

/** Reads JSON. Rejects with ConnectionEnded (401) or ReadFailure; redirects are never followed. */
export function createFhirReader(options: ReaderOptions): FhirReader {
  let read = 0;
  return async (url) => {
    const response = await send(url, options);
    if (response.status === 401) throw new ConnectionEnded();
    if (!response.ok) throw new ReadFailure(`The FHIR server answered ${response.status}.`);
    const text = await readText(response, options.maxCharacters - read, options.signal);
    read += text.length;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new ReadFailure('The FHIR server did not answer in JSON.');
    }
  };
}

async function send(url: string, { token, fetch, signal }: ReaderOptions): Promise<Response> {
  const request = {
    headers: { Accept: 'application/fhir+json', Authorization: `Bearer ${token}` },
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal,
  } as const;
  try {
    return await fetch(url, request);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ReadFailure('The FHIR server did not answer.', { cause: error });
  }
}

/** A connection that breaks in the middle is a failed read like any other. */
async function readText(
  response: Response,
  maxCharacters: number,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await textWithin(response, maxCharacters);
  } catch (error) {
    if (signal.aborted || error instanceof ReadFailure) throw error;
    throw new ReadFailure('The FHIR server broke its answer off.', { cause: error });
  }
}

async function textWithin(response: Response, maxCharacters: number): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) return parts.join('');
    length += chunk.value.length;
    if (length > maxCharacters) {
      await reader?.cancel();
      throw new ReadFailure('The chart is larger than this app reads.');
    }
    parts.push(chunk.value);
  }
}
