/**
 * From a parsed body to a CdsRequest. Lenient where real clients differ from the specification, strict where a
 * wrong guess would be about another patient or another server. https://cds-hooks.hl7.org (HTTP request)
 */
import { AppError } from '../errors/app-error.js';
import type { CdsRequest, FhirAuthorization } from '../model/cds-hooks.js';
import { dangerousKeys, withoutDangerousKeys } from './dangerous-keys.js';
import { describeSchemaError } from './describe-schema-error.js';
import { messageValidator } from './message-schema.js';

type JsonObject = Readonly<Record<string, unknown>>;

const isCdsRequest = messageValidator<CheckedRequest>('cdsHooksRequest');

/** Optional parts that some clients send as null or "" instead of leaving them out. */
const optionalParts = new Set(['fhirServer', 'fhirAuthorization', 'prefetch', 'extension']);

/**
 * The request as the pipeline takes it.
 * Throws HOOK_MISMATCH for another service's hook and CDS_REQUEST_INVALID (path and rule, never a value) otherwise.
 */
export function parseCdsRequest(body: unknown, service: { readonly hook: string }): CdsRequest {
  if (!isObject(body)) {
    throw new AppError('CDS_REQUEST_INVALID', { problem: 'The body must be a JSON object.' });
  }
  const request = withoutAbsentParts(body);
  if (typeof request['hook'] === 'string' && request['hook'] !== service.hook) {
    throw request['hook'] === ''
      ? invalid('/hook', 'This must not be empty.')
      : new AppError('HOOK_MISMATCH', { path: '/hook' });
  }
  if (!isCdsRequest(request)) {
    throw new AppError('CDS_REQUEST_INVALID', describeSchemaError(isCdsRequest.errors?.[0]));
  }
  return toCdsRequest(request);
}

/** What the schema guarantees; everything else is still unknown. */
interface CheckedRequest {
  readonly hook: string;
  readonly hookInstance: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: JsonObject & { readonly access_token: string };
  readonly context: JsonObject & { readonly patientId: string };
  readonly prefetch?: JsonObject;
  readonly extension?: unknown;
}

function toCdsRequest(request: CheckedRequest): CdsRequest {
  const { fhirServer, fhirAuthorization, prefetch, extension } = request;
  if (fhirServer !== undefined && !URL.canParse(fhirServer)) {
    throw invalid('/fhirServer', 'This must be an absolute URL.');
  }
  return {
    hook: request.hook,
    hookInstance: request.hookInstance,
    ...(fhirServer !== undefined && { fhirServer }),
    ...(fhirAuthorization && { fhirAuthorization: toAuthorization(fhirAuthorization) }),
    context: {
      patientId: request.context.patientId.replace(/^Patient\//, ''),
      ...pickStrings(request.context, ['userId', 'encounterId']),
    },
    ...(prefetch && { prefetch: withoutDangerousKeys(prefetch) }),
    ...(isObject(extension) && { extension: withoutDangerousKeys(extension) }),
  };
}

function toAuthorization(
  authorization: JsonObject & { readonly access_token: string },
): FhirAuthorization {
  const expiresIn = authorization['expires_in'];
  return {
    access_token: authorization.access_token,
    ...pickStrings(authorization, ['token_type', 'scope', 'subject', 'patient']),
    ...(typeof expiresIn === 'number' && { expires_in: expiresIn }),
  };
}

/** Optional strings of no consequence for the evaluation: another type counts as absent. */
function pickStrings<Key extends string>(
  from: JsonObject,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  const picked: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const value = Object.hasOwn(from, key) ? from[key] : undefined;
    if (typeof value === 'string' && value !== '') picked[key] = value;
  }
  return picked;
}

function withoutAbsentParts(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).filter(
      ([key, value]) =>
        !dangerousKeys.has(key) && !(optionalParts.has(key) && (value === null || value === '')),
    ),
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string, problem: string): AppError {
  return new AppError('CDS_REQUEST_INVALID', { path, problem });
}
