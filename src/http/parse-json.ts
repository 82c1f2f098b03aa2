import { isUtf8 } from 'node:buffer';
import { AppError } from '../errors/app-error.js';

/** FHIR stays far below; deeper input could only exhaust the stack of whatever walks it. */
const maxDepth = 200;

const quote = 0x22;
const backslash = 0x5c;

/** Any spelling of `"__proto__"`, escapes included, is caught by one of these. */
const suspicious = /__proto__|\\u00[567]/;

/**
 * JSON from untrusted bytes: UTF-8 (a byte order mark is tolerated), bounded in depth, without `__proto__` members.
 * Throws REQUEST_BODY_INVALID.
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw invalid('The body is not UTF-8.');
  if (isTooDeep(bytes)) throw invalid(`The body is nested more than ${maxDepth} levels deep.`);
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', hasByteOrderMark ? 3 : 0);
  try {
    const value: unknown = suspicious.test(text)
      ? JSON.parse(text, (key, member: unknown) => (key === '__proto__' ? undefined : member))
      : JSON.parse(text);
    return value;
  } catch {
    // The parser's own message quotes the body.
    throw invalid();
  }
}

/** Counts brackets outside strings; exact for valid JSON, and invalid JSON is refused anyway. */
function isTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) {
      index = endOfString(bytes, index);
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

function endOfString(bytes: Buffer, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) {
    index += bytes[index] === backslash ? 2 : 1;
  }
  return index;
}

function invalid(problem?: string): AppError {
  return new AppError('REQUEST_BODY_INVALID', problem === undefined ? {} : { problem });
}
