import { patients } from '../support/sandbox-charts.js';

/** Every fourth patient, for tests that call the service several times for each. */
export const patientSample = patients.filter((_patient, index) => index % 4 === 0);
