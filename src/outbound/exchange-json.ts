/** One request to another server whose answer is JSON. */
import type { Readable } from 'node:stream';
import { request } from 'undici';
import { utf8Text } from '../utf8-text.js';
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
  { url, headers, body, maxBytes = Infinity, signal }: JsonExchange,
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
  return parseJson(await readUpTo(maxBytes, answer.body));
}

async function readUpTo(maxBytes: number, body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (size > maxBytes) throw new OutboundError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(utf8Text(content)) as unknown;
  } catch {
    throw new OutboundError('malformed');
  }
}
