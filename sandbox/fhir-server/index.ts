/** A small FHIR R4 server in memory, standing in for an EHR's: for the sandbox and for tests, never in production. */
export { createSandboxFhirRouter, type SandboxRouterOptions } from './router.js';
export {
  createSandboxFhirStore,
  SandboxStoreError,
  type SandboxFhirStore,
  type StoredEntry,
} from './store.js';
export { allowAnyOrigin, isJson, mediaType, refuseMethod, sendFault } from './http-messages.js';
export { FhirFault, quoteName } from './fhir-fault.js';
export { shownBase } from './own-bases.js';
export { copyJson, countRefusedNames, isTooDeep } from './json-structure.js';
export { isFhirId, localIdOf } from './references.js';
export { resourceTypes } from './resource-types.js';
export { textAt, textsAt, valuesAt } from './element-values.js';
export type { AuthorizationEndpoints } from './capability-statement.js';
export type { Grant, Interaction } from './token-access.js';
