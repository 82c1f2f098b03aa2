/** A hook request without prefetch, the plan its chart is gathered by, and what its server answers. */
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';
import type { GatherOptions } from '../../src/model/stages.js';
import { openAccess } from './fhir-access.js';
import { startScriptedServer } from './scripted-fhir-server.js';

export const server = await startScriptedServer();
export const { origin } = server;
export const token = 'secret-token';
const query = (key: string, resourceType: string, path: string, isScope = false): PlannedQuery => ({
  key,
  resourceType,
  path,
  required: isScope,
  scope: isScope,
});
const plan = [
  query('patient', 'Patient', 'Patient/{{context.patientId}}', true),
  query('conditions', 'Condition', 'Condition?patient={{context.patientId}}', true),
  query(
    'observations-1',
    'Observation',
    'Observation?patient={{context.patientId}}&code=http://loinc.org|1-8,http://loinc.org|2-6',
  ),
  query(
    'observations-2',
    'Observation',
    'Observation?patient={{context.patientId}}&code=http://loinc.org|3-4',
  ),
  query('procedures', 'Procedure', 'Procedure?patient={{context.patientId}}'),
];
export const paths = {
  patient: '/fhir/Patient/p1',
  conditions: '/fhir/Condition?patient=p1',
  labs: '/fhir/Observation?patient=p1&code=http://loinc.org%7C1-8,http://loinc.org%7C2-6',
  otherLabs: '/fhir/Observation?patient=p1&code=http://loinc.org%7C3-4',
  procedures: '/fhir/Procedure?patient=p1',
};
export const options: GatherOptions = {
  plan,
  isCandidate: () => true,
  access: openAccess((base) => base.href === `${origin}/fhir`),
  prefetch: { use: 'prefer', nullMeans: 'empty' },
  limits: { deadlineMs: 5000, maxPages: 4, maxEntries: 10 },
};
export const withoutToken: CdsRequest = {
  hook: 'patient-view',
  hookInstance: 'h',
  fhirServer: `${origin}/fhir`,
  context: { patientId: 'p1' },
};
export const request = (rest: Partial<CdsRequest> = {}): CdsRequest => ({
  ...withoutToken,
  fhirAuthorization: { access_token: token, token_type: 'Bearer' },
  ...rest,
});
export const patient = { resourceType: 'Patient', id: 'p1' };
export const record = (resourceType: string, id: string) => ({ resourceType, id });
export const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
export const outcome = (severity: string, code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, details: { coding: [{ code: '4101' }] } }],
});
