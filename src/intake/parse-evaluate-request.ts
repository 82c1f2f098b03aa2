/** From a parsed body to what the SMART app asks. */
import { AppError } from '../errors/app-error.js';
import type { EvaluateRequest } from '../model/smart-app.js';
import { withoutDangerousKeys } from './dangerous-keys.js';
import { describeSchemaError } from './describe-schema-error.js';
import { messageValidator } from './message-schema.js';

const isEvaluateRequest = messageValidator<EvaluateRequest>('evaluateRequest');

/** Throws CDS_REQUEST_INVALID (path and rule, never a value). What stands in the prefetch is judged when it is read. */
export function parseEvaluateRequest(body: unknown): EvaluateRequest {
  if (!isEvaluateRequest(body)) {
    throw new AppError('CDS_REQUEST_INVALID', describeSchemaError(isEvaluateRequest.errors?.[0]));
  }
  const { fhirServer, patientId, prefetch, assumptions } = body;
  return {
    fhirServer,
    patientId,
    prefetch: withoutDangerousKeys(prefetch),
    ...(assumptions !== undefined && { assumptions: withoutDangerousKeys(assumptions) }),
  };
}

/**
 * The access token in an Authorization header (RFC 6750, 2.1): what it is worth, its EHR says.
 * Throws NOT_AUTHENTICATED where there is none, or not in that form.
 */
export function parseBearerToken(authorization: string | undefined): string {
  if (authorization === undefined || !/^bearer\b/iu.test(authorization)) {
    throw new AppError('NOT_AUTHENTICATED', { reason: 'no-token' });
  }
  const token = /^bearer +([\w\-.~+/]+=*)$/iu.exec(authorization)?.[1];
  if (token === undefined) throw new AppError('NOT_AUTHENTICATED', { reason: 'malformed' });
  return token;
}
