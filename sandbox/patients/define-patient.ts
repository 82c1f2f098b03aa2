/** Makes a patient of a chart written as a list of entries. */
import type { FhirResource, Patient } from 'fhir/r4.js';
import type { When } from './calendar.js';
import { dateOf, type Entry, type Subject } from './entries.js';
import { expectedStatuses } from './expected-statuses.js';
import type { ExpectedEvaluation, SandboxPatient } from './sandbox-patient.js';

export interface PatientDefinition {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly gender: 'female' | 'male';
  readonly born: When;
  readonly died?: When;
  /** UTC offset of the hospital; `-05:00` unless given. */
  readonly offset?: string;
  readonly story: string;
  /** Without the statuses: those of all patients stand side by side in one table. */
  readonly expected: Omit<ExpectedEvaluation, 'pathways'>;
  readonly chart: readonly Entry[];
}

export type PatientMaker = (startedAt: Date) => SandboxPatient;

const TEST_DATA = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
};

/** The patient whose chart ends at the moment given; no part of it depends on anything else. */
export function definePatient(definition: PatientDefinition): PatientMaker {
  return (startedAt) => {
    const { id, story } = definition;
    const pathways = expectedStatuses(id);
    const expected = { ...definition.expected, ...(pathways === undefined ? {} : { pathways }) };
    const subject: Subject = { id, startedAt, offset: definition.offset ?? '-05:00' };
    const chart = definition.chart.flatMap((entry) => entry(subject));
    return {
      id,
      name: `${definition.given} ${definition.family}`,
      story,
      expected,
      resources: [patientOf(definition, subject), ...chart].map(marked),
    };
  };
}

function patientOf(definition: PatientDefinition, subject: Subject): Patient {
  const { died } = definition;
  return {
    resourceType: 'Patient',
    id: definition.id,
    active: true,
    identifier: [
      {
        use: 'usual',
        system: 'http://hospital.example.org/medical-record-number',
        value: `TEST-${definition.id.toUpperCase()}`,
      },
    ],
    name: [{ use: 'official', family: definition.family, given: [definition.given] }],
    gender: definition.gender,
    birthDate: dateOf(subject, definition.born),
    ...(died === undefined ? {} : { deceasedDateTime: dateOf(subject, died) }),
    address: [{ use: 'home', city: 'Exampleton', country: 'ZZ' }],
  };
}

function marked(resource: FhirResource): FhirResource {
  return { ...resource, meta: { ...resource.meta, tag: [TEST_DATA] } };
}
