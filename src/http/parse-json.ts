import { isUtf8 } from 'node:buffer';
import { AppError } from '../errors/app-error.js';
import { isNestedDeeper, maxDepth } from '../fhir/json-extent.js';
import { utf8Text } from '../utf8-text.js';

/**
 * JSON from untrusted bytes: UTF-8 (a byte order mark is tolerated), bounded in depth, without `__proto__` members.
 * Throws REQUEST_BODY_INVALID.
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw invalid('The body is not UTF-8.');
  const text = utf8Text(bytes);
  const value = parseText(text);
  if (isNestedDeeper(value, maxDepth)) {
    throw invalid(`The body is nested more than ${maxDepth} levels deep.`);
  }
  // Only now: a reviver calls itself for every level.
  return mayNamePrototype(text) ? parseText(text, withoutPrototype) : value;
}

function parseText(text: string, reviver?: typeof withoutPrototype): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    // The parser's own message quotes the body.
    throw invalid();
  }
}

/** Any spelling of `"__proto__"`, escapes included, is caught by one of these. */
function mayNamePrototype(text: string): boolean {
  return text.includes('__proto__') || /\\u00[567]/.test(text);
}

function withoutPrototype(key: string, member: unknown): unknown {
  return key === '__proto__' ? undefined : member;
}

function invalid(problem?: string): AppError {
  return new AppError('REQUEST_BODY_INVALID', problem === undefined ? {} : { problem });
}
