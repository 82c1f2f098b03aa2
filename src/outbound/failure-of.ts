/** From what Node, OpenSSL and undici say, and from the status of an answer, to a word of our own. */
import type { OutboundFailure } from '../model/outbound.js';
import { OutboundError } from './outbound-error.js';

/** Errors hold each other as causes; a chain longer than this is none that we know. */
const maxCauses = 8;

/** By the codes of an error and its causes; nothing else of it is looked at. */
export function failureOf(error: unknown): OutboundFailure {
  return judge(error, maxCauses);
}

/**
 * Undefined for 200, and for what is not yet an answer (1xx). The other 2xx say that what comes is not all, not the
 * server's own, or not there yet.
 */
export function failureOfStatus(status: number): OutboundFailure | undefined {
  if (status <= 200) return undefined;
  if (status < 300) return 'malformed';
  if (status < 400) return 'redirect';
  if (status === 429 || status >= 500) return 'overloaded';
  return byStatus.get(status) ?? 'refused';
}

const byStatus: ReadonlyMap<number, OutboundFailure> = new Map([
  [400, 'bad-request'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
]);

function judge(error: unknown, causesLeft: number): OutboundFailure {
  if (error instanceof OutboundError) return error.failure;
  if (typeof error !== 'object' || error === null || causesLeft === 0) return 'network';
  const ofCode = 'code' in error ? failureOfCode(error.code) : undefined;
  return ofCode ?? judge('cause' in error ? error.cause : undefined, causesLeft - 1);
}

function failureOfCode(code: unknown): OutboundFailure | undefined {
  if (typeof code !== 'string') return undefined;
  const known = byCode.get(code);
  if (known !== undefined) return known;
  return /^ERR_(?:SSL|TLS)_/.test(code) ? 'tls' : undefined;
}

/** Verification of certificates: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

const byCode: ReadonlyMap<string, OutboundFailure> = new Map<string, OutboundFailure>([
  ...certificateCodes.map((code) => [code, 'certificate'] as const),
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['ECONNREFUSED', 'connection-refused'],
  ['EPROTO', 'tls'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'],
  // A request that cannot be built.
  ['UND_ERR_INVALID_ARG', 'malformed'],
]);
