/** The scopes that the app asks for. SMART App Launch 2.2, "Scopes for requesting FHIR resources". */
import type { AppConfiguration } from '../../../src/model/smart-app.js';

/**
 * Reading the resource types of the queries and nothing else, in the notation that the server knows; servers of SMART 1
 * state none.
 */
export function requestedScopes(
  queries: AppConfiguration['queries'],
  capabilities: readonly string[],
  launchScope: 'launch' | 'launch/patient',
): string {
  const permission = capabilities.includes('permission-v2') ? 'rs' : 'read';
  const types = [...new Set(queries.map(({ resourceType }) => resourceType))];
  return [launchScope, ...types.map((type) => `patient/${type}.${permission}`)].join(' ');
}
