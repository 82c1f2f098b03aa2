/**
 * Reads a JSON body within limits. Own code rather than a body parser: the media types of CDS clients, limits that
 * hold for inflated bytes, and errors from our catalogue.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../errors/app-error.js';
import type { CountBytes } from './admission.js';
import { parseJson } from './parse-json.js';
import type { TakeTurn } from './turns.js';

const mediaTypes = new Set(['application/json', 'application/fhir+json', 'application/json+fhir']);

const decoders = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

export interface BodyLimit {
  /** Sent or inflated. */
  readonly maxBytes: number;
  /** Told of every piece; throws when all requests together hold too much. */
  readonly count: CountBytes;
  /** Awaited before a large body is worked on. */
  readonly takeTurn: TakeTurn;
}

/** From here on parsing and evaluation keep the process busy for long enough to be noticed by others. */
const largeBytes = 500_000;

/**
 * The parsed body. Throws MEDIA_TYPE_NOT_SUPPORTED (type, charset or content coding), REQUEST_TOO_LARGE,
 * REQUEST_BODY_INVALID, or what `limit.count` throws.
 */
export async function readJsonBody(request: IncomingMessage, limit: BodyLimit): Promise<unknown> {
  if (!isJsonMediaType(request.headers['content-type'])) {
    throw new AppError('MEDIA_TYPE_NOT_SUPPORTED');
  }
  const coding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const createDecoder = decoders.get(coding);
  if (createDecoder === undefined && coding !== 'identity') {
    throw new AppError('MEDIA_TYPE_NOT_SUPPORTED', {
      problem: 'The content encodings understood are gzip, deflate and br.',
    });
  }
  if (Number(request.headers['content-length'] ?? 0) > limit.maxBytes) {
    throw new AppError('REQUEST_TOO_LARGE');
  }
  const decoder = createDecoder?.();
  try {
    const body = await collect(request, decoder ?? request, limit);
    if (body.length >= largeBytes) await limit.takeTurn();
    return parseJson(body);
  } finally {
    // What is left of a refused body is let through unread, so that the client gets to see the answer.
    if (decoder !== undefined) {
      request.unpipe(decoder);
      decoder.destroy();
    }
    request.resume();
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-media-type; parameters other than charset are of no interest. */
function isJsonMediaType(header: string | undefined): boolean {
  const [type = '', ...parameters] = (header ?? '').toLowerCase().split(';');
  const charsets = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1])
    .filter((charset) => charset !== undefined);
  return (
    mediaTypes.has(type.trim()) &&
    charsets.every((charset) => charset === 'utf-8' || charset === 'utf8')
  );
}

function collect(
  request: IncomingMessage,
  source: Readable & NodeJS.ReadableStream,
  { maxBytes, count }: BodyLimit,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (error: unknown): void => {
      source.removeAllListeners('data');
      reject(error instanceof AppError ? error : new AppError('INTERNAL', {}, error));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) throw new AppError('REQUEST_TOO_LARGE');
      count(chunk.length);
      chunks.push(chunk);
    };
    source.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        refuse(error);
      }
    });
    source.on('end', () => {
      resolve(Buffer.concat(chunks, size));
      // The listeners live as long as the request, the pieces need not.
      chunks.length = 0;
    });
    // A damaged compressed body, or a client that went away.
    source.on('error', () => {
      refuse(new AppError('REQUEST_BODY_INVALID'));
    });
    request.on('close', () => {
      if (!request.complete) refuse(new AppError('REQUEST_BODY_INVALID'));
    });
    if (source !== request) request.pipe(source as NodeJS.WritableStream & Readable);
  });
}
