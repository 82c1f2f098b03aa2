/** A small sandbox FHIR server with two patients, for the contract tests. */
import express, { type Express } from 'express';
import type {
  Bundle,
  FhirResource,
  Medication,
  Observation,
  OperationOutcome,
  Resource,
} from 'fhir/r4.js';
import {
  createSandboxFhirRouter,
  createSandboxFhirStore,
  type SandboxFhirStore,
} from '../../sandbox/fhir-server/index.js';

export const base = 'http://sandbox.test/sandbox/fhir';
export const loinc = 'http://loinc.org';
export const snomed = 'http://snomed.info/sct';

const subject = { reference: 'Patient/ada' };
const concept = (system: string, code: string) => ({ coding: [{ system, code }] });
const clinical = (code: string) =>
  concept('http://terminology.hl7.org/CodeSystem/condition-clinical', code);
const verification = (code: string) =>
  concept('http://terminology.hl7.org/CodeSystem/condition-ver-status', code);
const category = (code: string) =>
  concept('http://terminology.hl7.org/CodeSystem/observation-category', code);

/** A final laboratory value of one patient. */
export function observation(id: string, code: string, effectiveDateTime?: string): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [category('laboratory')],
    code: concept(loinc, code),
    subject,
    ...(effectiveDateTime !== undefined && { effectiveDateTime }),
  };
}

const observations: readonly Observation[] = [
  observation('ki67', '29593-1', '2026-05-10'),
  observation('cga-old', '9811-1', '2025-05-10T08:00:00Z'),
  observation('cga-new', '9811-1', '2026-05'),
  { ...observation('bilirubin', '1975-2', '2024-01-01'), status: 'entered-in-error' },
  {
    ...observation('local', 'X1'),
    code: { coding: [{ code: 'X1' }, { system: 'urn:x', code: 'X2' }] },
  },
  {
    ...observation('period', 'X3'),
    category: [category('imaging')],
    effectivePeriod: { start: '2023-03-01', end: '2023-03-31' },
  },
  { ...observation('other', '29593-1', '2026-01-01'), subject: { reference: 'Patient/bob' } },
];

const containedMedication: Medication = {
  resourceType: 'Medication',
  id: 'm',
  code: concept('urn:rx', '1'),
};

const seed: readonly FhirResource[] = [
  {
    resourceType: 'Patient',
    id: 'ada',
    identifier: [{ system: 'urn:mrn', value: '4711' }],
    name: [{ family: 'Müller-Lüdenscheidt', given: ['Ada', 'Marie'] }],
    gender: 'female',
    birthDate: '1961-04-02',
  },
  {
    resourceType: 'Patient',
    id: 'bob',
    identifier: [{ system: 'urn:other', value: '4711' }],
    name: [{ text: 'Bob Miller' }],
    gender: 'male',
    birthDate: '1970',
  },
  ...observations,
  {
    resourceType: 'Condition',
    id: 'net',
    subject,
    code: {
      coding: [
        { system: snomed, code: '55937004' },
        { system: 'urn:icd', code: 'C7A' },
      ],
    },
    clinicalStatus: clinical('active'),
    verificationStatus: verification('confirmed'),
    onsetDateTime: '2020',
    recordedDate: '2021-02-03',
  },
  {
    resourceType: 'Condition',
    id: 'flu',
    subject,
    clinicalStatus: clinical('resolved'),
    verificationStatus: verification('refuted'),
    onsetString: 'last winter',
    recordedDate: '2022-02-03',
  },
  {
    resourceType: 'Procedure',
    id: 'resection',
    status: 'completed',
    subject,
    code: concept(snomed, '107963000'),
    performedPeriod: { start: '2021-06-01T08:00:00+02:00' },
  },
  { resourceType: 'Medication', id: 'octreotide', code: concept('urn:rx', '7617') },
  {
    resourceType: 'MedicationRequest',
    id: 'rx-reference',
    status: 'active',
    intent: 'order',
    subject,
    medicationReference: { reference: 'Medication/octreotide' },
    authoredOn: '2026-02-01',
  },
  {
    resourceType: 'MedicationRequest',
    id: 'rx-contained',
    status: 'stopped',
    intent: 'plan',
    subject,
    contained: [containedMedication],
    medicationReference: { reference: '#m' },
    authoredOn: '2026-01-01',
  },
  {
    resourceType: 'MedicationRequest',
    id: 'rx-concept',
    status: 'active',
    intent: 'order',
    subject,
    medicationCodeableConcept: concept('urn:rx', '7617'),
    authoredOn: '2025-01-01',
  },
  { resourceType: 'Practitioner', id: 'doc', name: [{ family: 'Grey' }] },
  { resourceType: 'Organization', id: 'clinic', name: 'Liver Clinic' },
  {
    resourceType: 'PractitionerRole',
    id: 'role',
    practitioner: { reference: 'Practitioner/doc' },
    organization: { reference: 'Organization/clinic' },
  },
];

export interface SandboxUnderTest {
  readonly app: Express;
  readonly store: SandboxFhirStore;
}

/** A server holding the seed, or the resources given. New ids are `new-1`, `new-2` ...; the clock stands still. */
export function startSandbox(resources: readonly Resource[] = seed): SandboxUnderTest {
  const store = createSandboxFhirStore(resources);
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `new-${ids}`;
  };
  const now = (): Date => new Date('2026-11-23T10:00:00Z');
  const app = express();
  app.use('/sandbox/fhir', createSandboxFhirRouter(store, { baseUrl: () => base, newId, now }));
  return { app, store };
}

/** The ids in a searchset, in its order. */
export function idsOf(bundle: Bundle): readonly string[] {
  return (bundle.entry ?? []).map((entry) => entry.resource?.id ?? '');
}

/** The link of that relation as a path on the server under test. */
export function linkPath(bundle: Bundle, relation: string): string | undefined {
  const url = bundle.link?.find((link) => link.relation === relation)?.url;
  return url === undefined ? undefined : url.replace('http://sandbox.test', '');
}

/** Expects the body to be an OperationOutcome of one error with that issue code. */
export function expectOutcome(body: unknown, code: string): void {
  const outcome = body as OperationOutcome;
  expect(outcome.resourceType).toBe('OperationOutcome');
  expect(outcome.issue).toHaveLength(1);
  expect(outcome.issue[0]).toMatchObject({ severity: 'error', code });
}
