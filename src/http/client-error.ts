import type { Duplex } from 'node:stream';
import { AppError } from '../errors/app-error.js';
import type { ErrorCode } from '../errors/catalogue.js';
import { toOperationOutcome } from '../errors/operation-outcome.js';

const codes: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** How long a client may take to read the answer before its connection is cut. */
const lingerMs = 1_000;

/**
 * Answers what never became a request: not HTTP, headers too large, or sent too slowly. Then ends the connection. Gives
 * back the code of the answer, or undefined when nobody is left to answer.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Duplex,
): ErrorCode | undefined {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return undefined;
  }
  const code = codes[error.code ?? ''] ?? 'HTTP_INVALID';
  const { status, body } = toOperationOutcome(new AppError(code));
  const json = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${reasons[status] ?? ''}`,
      'Content-Type: application/fhir+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(json)}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      json,
    ].join('\r\n'),
  );
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => {
    clearTimeout(cut);
  });
  return code;
}
