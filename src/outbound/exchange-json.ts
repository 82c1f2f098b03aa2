/** One request to another server whose answer is JSON. */
import { request } from 'undici';
import type { ConnectionPool } from './connection-pool.js';
import { failureOf, failureOfStatus } from './failure-of.js';
import { OutboundError } from './outbound-error.js';

export interface JsonExchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with POST; without it the request is a GET. */
  readonly body?: string;
  /** Of the answer; the pool has a limit of its own. */
  readonly maxBytes?: number;
  readonly signal: AbortSignal;
}

/** The parsed answer of a 200. Redirects are not followed. Rejects with OutboundError: `timeout` by the signal. */
export async function exchangeJson(
  exchange: JsonExchange,
  { dispatcher }: ConnectionPool,
): Promise<unknown> {
  try {
    return await send(exchange, dispatcher);
  } catch (error) {
    if (error instanceof OutboundError) throw error;
    throw new OutboundError(exchange.signal.aborted ? 'timeout' : failureOf(error));
  }
}

async function send(
  { url, headers, body, maxBytes, signal }: JsonExchange,
  dispatcher: ConnectionPool['dispatcher'],
): Promise<unknown> {
  const answer = await request(url, {
    dispatcher,
    signal,
    headers: { ...headers, 'accept-encoding': 'identity' },
    ...(body !== undefined && { method: 'POST', body }),
  });
  const failure = failureOfStatus(answer.statusCode);
  if (failure !== undefined) {
    // Ending a body early makes it emit an error, which nobody needs beside this one.
    answer.body.on('error', () => undefined).destroy();
    throw new OutboundError(failure);
  }
  // The pool ends what is far too large; a byte order mark is passed over.
  const text = await answer.body.text();
  if (maxBytes !== undefined && Buffer.byteLength(text) > maxBytes) {
    throw new OutboundError('too-large');
  }
  return parseJson(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new OutboundError('malformed');
  }
}
