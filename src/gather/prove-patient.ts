/** Reads the patient with the access token of the SMART app: what proves that the token is one of this EHR. */
import type { Patient } from 'fhir/r4.js';
import { AppError } from '../errors/app-error.js';
import { isResource } from '../fhir/resource.js';
import type { FhirAccess } from '../model/stages.js';
import { isPatient } from './assemble-chart.js';
import { parseFhirServer, queryUrl } from './fhir-server.js';
import { limitTime } from './limit-time.js';

export interface PatientProof {
  readonly fhirServer: string;
  readonly patientId: string;
  /** Not empty: no other token ever stands in for it. */
  readonly accessToken: string;
}

export interface ProofOptions {
  readonly access: FhirAccess;
  /** Time left, in milliseconds. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * The Patient as the EHR answers it.
 * @throws AppError NOT_AUTHENTICATED (the EHR refuses the token), FHIR_SERVER_NOT_ALLOWED, PATIENT_MISMATCH (another
 * Patient was answered), FHIR_DATA_UNAVAILABLE (every other failure), CDS_REQUEST_INVALID (no usable server or id).
 */
export async function provePatient(
  { fhirServer, patientId, accessToken }: PatientProof,
  { access, deadlineMs, signal }: ProofOptions,
): Promise<Patient> {
  const server = parseFhirServer(fhirServer);
  const url = queryUrl(server, 'Patient/{{context.patientId}}', patientId);
  const limit = limitTime(deadlineMs, signal);
  const base = new URL(`${server.origin}${server.basePath}`);
  const reader =
    accessToken === '' ? undefined : access.open(base, { accessToken, signal: limit.signal });
  try {
    if (reader === undefined || url === undefined) {
      throw new AppError('FHIR_SERVER_NOT_ALLOWED', { path: '/fhirServer' });
    }
    const reading = await reader.readAnswer(url);
    if (reading.outcome === 'refused') {
      throw new AppError('NOT_AUTHENTICATED', { reason: 'access-token-refused' });
    }
    return patientIn(reading.outcome === 'answered' ? reading.content : undefined, patientId);
  } finally {
    reader?.close();
    limit.lift();
  }
}

function patientIn(content: unknown, patientId: string): Patient {
  if (!isResource(content) || !isPatient(content)) throw new AppError('FHIR_DATA_UNAVAILABLE');
  if (content.id !== patientId) throw new AppError('PATIENT_MISMATCH', { path: '/patientId' });
  return content;
}
