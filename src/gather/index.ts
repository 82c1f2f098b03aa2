export { chartFromBundle } from './chart-from-bundle.js';
export { createFhirAccess, type FhirAccessOptions, type FhirOutcome } from './fhir-access.js';
export { gatherChart } from './gather-chart.js';
export { parseFhirServer, readFhirServer, type FhirServer } from './fhir-server.js';
export { createOpenFhirAccess, type OpenFhirAccessOptions } from './open-fhir-access.js';
export { provePatient } from './prove-patient.js';
