/** A small FHIR R4 server in memory, standing in for an EHR's: for the sandbox and for tests, never in production. */
export { createSandboxFhirRouter, type SandboxRouterOptions } from './router.js';
export {
  createSandboxFhirStore,
  SandboxStoreError,
  type SandboxFhirStore,
  type StoredEntry,
} from './store.js';
