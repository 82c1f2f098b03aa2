/** Sends requests to a server over connections that are kept, so many at a time, and times the answers. */
import { Agent, request as sendRequest } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

interface Target {
  readonly url: URL;
  readonly agent: Agent;
}

export interface Load {
  readonly body: Buffer;
  /** Authorization of each request; as many requests are sent. Taken when a request is about to be sent. */
  readonly authorizations: Iterable<string>;
  readonly concurrency: number;
  /** How long each of the concurrent senders waits for the one before to begin; all begin at once where absent. */
  readonly staggerMs?: number;
  /** Whether other answers than 200 are counted; an error where absent, since figures of refusals are worth nothing. */
  readonly mayBeRefused?: boolean;
}

export interface LoadResult {
  readonly seconds: number;
  readonly refused: number;
  /** In nanoseconds. */
  readonly latency: RecordableHistogram;
  /** Body of the last answer. */
  readonly lastAnswer: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Sends all requests, over connections of their own. Throws where one is not answered, or is refused though none may be.
 */
export async function runLoad(url: string, load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.concurrency });
  const target = { url: new URL(url), agent };
  const latency = createHistogram();
  const waiting = remaining(load.authorizations);
  let lastAnswer = '';
  let refused = 0;
  const worker = async (_: unknown, place: number): Promise<void> => {
    if (load.staggerMs !== undefined) await sleep(place * load.staggerMs);
    for (const authorization of waiting) {
      const startedNs = process.hrtime.bigint();
      const { status, text } = await post(target, load.body, authorization);
      latency.record(process.hrtime.bigint() - startedNs);
      if (status === 200) lastAnswer = text;
      else if (load.mayBeRefused === true) refused += 1;
      else throw new Error(`${url} answered ${status}: ${text}`);
    }
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: load.concurrency }).map(worker));
    return { seconds: (performance.now() - started) / 1000, refused, latency, lastAnswer };
  } finally {
    agent.destroy();
  }
}

/** Every one once, whoever of several takes it. */
function* remaining(all: Iterable<string>): Generator<string> {
  yield* all;
}

/** One request, as a proxy in front of the service would hand it on. */
function post({ url, agent }: Target, body: Buffer, authorization: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = sendRequest(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-forwarded-proto': 'https',
        authorization,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    request.end(body);
  });
}
