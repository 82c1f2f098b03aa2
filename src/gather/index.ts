export { chartFromBundle } from './chart-from-bundle.js';
export { createFhirAccess, type FhirAccessOptions, type FhirOutcome } from './fhir-access.js';
export { gatherChart } from './gather-chart.js';
export { createOpenFhirAccess, type OpenFhirAccessOptions } from './open-fhir-access.js';
