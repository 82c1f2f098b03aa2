/** Key sets and access tokens from other servers. */
import type { Readable } from 'node:stream';
import { request } from 'undici';
import type { FetchJson, JsonRequest } from '../model/outbound.js';
import type { ConnectionPool } from './connection-pool.js';
import { failureOf, failureOfStatus } from './failure-of.js';
import { OutboundError } from './outbound-error.js';

/** Makes the function from the pool that a request may use. https alone. Rejects with OutboundError. */
export function createFetchJson(poolFor: (isPrivate: boolean) => ConnectionPool): FetchJson {
  return async (wanted) => {
    const { protocol, username, password } = wanted.url;
    if (protocol !== 'https:' || username !== '' || password !== '') {
      throw new OutboundError('address');
    }
    const signal = AbortSignal.timeout(wanted.timeoutMs);
    try {
      return await send(wanted, poolFor(wanted.isPrivate), signal);
    } catch (error) {
      if (error instanceof OutboundError) throw error;
      throw new OutboundError(signal.aborted ? 'timeout' : failureOf(error));
    }
  };
}

async function send(
  { url, form, maxBytes }: JsonRequest,
  { dispatcher }: ConnectionPool,
  signal: AbortSignal,
): Promise<unknown> {
  const { statusCode, body } = await request(url, {
    dispatcher,
    signal,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form).toString() }),
  });
  const failure = failureOfStatus(statusCode);
  if (failure !== undefined) {
    // Ending a body early makes it emit an error, which nobody needs beside this one.
    body.on('error', () => undefined).destroy();
    throw new OutboundError(failure);
  }
  return parseJson(await readUpTo(maxBytes, body));
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
  return Buffer.concat(chunks);
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8')) as unknown;
  } catch {
    throw new OutboundError('malformed');
  }
}
