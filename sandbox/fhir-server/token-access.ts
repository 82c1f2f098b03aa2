/** What a bearer token may do at the sandbox server. https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html */
import type { IncomingMessage } from 'node:http';
import { textAt } from './element-values.js';
import { AccessFault } from './fhir-fault.js';
import { localIdOf } from './references.js';
import { resourceTypes } from './resource-types.js';
import type { SearchRequest } from './search-request.js';
import type { StoredEntry } from './store.js';

export type Interaction = 'read' | 'search' | 'create';

/** What was granted with a token. */
export interface Grant {
  readonly patientId: string;
  /** Whether the interaction is granted: on every record, on those of the patient alone, or on none. */
  readonly reach: (type: string, interaction: Interaction) => 'all' | 'patient' | 'none';
}

/** The grant behind a bearer token; undefined when the token is unknown or has expired. */
export type FindGrant = (token: string) => Grant | undefined;

/** The patient whose records alone a request may touch; undefined when it may touch all. */
export type PatientLimit = string | undefined;

/**
 * The grant of a request, or `open` when it carries no token. Throws AccessFault 401 for a token that this server did
 * not issue or that has expired. https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function grantOf({ headers }: IncomingMessage, findGrant: FindGrant): Grant | 'open' {
  const { authorization } = headers;
  if (authorization === undefined) return 'open';
  const [, token] = /^Bearer +([\w.~+/=-]{1,1000})$/i.exec(authorization) ?? [];
  const grant = token === undefined ? undefined : findGrant(token);
  if (grant === undefined) {
    const text = 'The access token is unknown or has expired. Without one this server is open.';
    throw new AccessFault(401, text, 'invalid_token');
  }
  return grant;
}

/** Holds the scopes against an interaction. Throws AccessFault 403 when they do not cover it. */
export function limitOf(
  grant: Grant | 'open',
  type: string,
  interaction: Interaction,
): PatientLimit {
  if (grant === 'open') return undefined;
  const reach = grant.reach(type, interaction);
  if (reach === 'none') {
    const text = `The scopes of the access token do not cover ${interaction} of ${type}.`;
    throw new AccessFault(403, text, 'insufficient_scope');
  }
  return reach === 'all' ? undefined : grant.patientId;
}

function refuseOtherPatient(): never {
  const text = 'The access token covers another patient.';
  throw new AccessFault(403, text, 'insufficient_scope');
}

/** Throws AccessFault 403 for a record of another patient, or of none where one is due; so for a new patient. */
export function checkRecord(
  { type, id, resource }: Pick<StoredEntry, 'type' | 'id' | 'resource'>,
  limit: PatientLimit,
): void {
  if (limit === undefined) return;
  const isBound = resourceTypes.get(type)?.isPatientBound === true;
  const reference = isBound ? textAt(resource, 'subject.reference') : undefined;
  const patient = type === 'Patient' ? id : localIdOf(reference, 'Patient');
  if ((type === 'Patient' || isBound) && patient !== limit) refuseOtherPatient();
}

/**
 * The search within the patient's records. Throws AccessFault 403 when it names other patients: an empty answer would
 * read as "has none".
 */
export function narrowSearch(search: SearchRequest, limit: PatientLimit): SearchRequest {
  if (limit === undefined) return search;
  const { type, patientIds, filters } = search;
  if (type.name === 'Patient')
    return { ...search, filters: [...filters, ({ id }) => id === limit] };
  if (!type.isPatientBound) return search;
  if (patientIds !== undefined && [...patientIds].some((id) => id !== limit)) refuseOtherPatient();
  return { ...search, patientIds: patientIds ?? new Set([limit]) };
}
