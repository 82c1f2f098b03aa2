/** Charts from the partial resources of mapping cases. */
import type { FhirResource, Patient } from 'fhir/r4.js';
import type { MappingCase, PartialResource } from '../../src/model/cases.js';
import type { Chart, QueryState } from '../../src/model/chart.js';
import type { Knowledge } from '../../src/model/knowledge.js';

const patientReference = { reference: 'Patient/p1' };

const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Observation: { status: 'final', subject: patientReference },
  Condition: {
    subject: patientReference,
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
      ],
    },
    verificationStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' },
      ],
    },
  },
  Procedure: { status: 'completed', subject: patientReference },
  MedicationRequest: { status: 'active', intent: 'order', subject: patientReference },
  MedicationStatement: { status: 'active', subject: patientReference },
  MedicationAdministration: { status: 'completed', subject: patientReference },
  DiagnosticReport: { status: 'final', subject: patientReference },
  ServiceRequest: { status: 'active', intent: 'order', subject: patientReference },
  Patient: { id: 'p1' },
};

/** A chart whose queries were all answered, but for those that the case names by key or resource type. */
export function chartOfCase({ resources, queries = {} }: MappingCase, knowledge: Knowledge): Chart {
  return chartOf(resources, knowledge, queries);
}

export function chartOf(
  resources: readonly PartialResource[],
  knowledge: Knowledge,
  queries: Readonly<Record<string, QueryState>> = {},
): Chart {
  const complete = resources.map(
    (resource, index) =>
      ({
        id: `r${index + 1}`,
        ...defaults[resource.resourceType],
        ...resource,
      }) as unknown as FhirResource,
  );
  const byType = new Map<string, FhirResource[]>();
  for (const resource of complete) {
    byType.set(resource.resourceType, [...(byType.get(resource.resourceType) ?? []), resource]);
  }
  const patient = byType.get('Patient')?.[0] as Patient | undefined;
  return {
    patient: patient ?? { resourceType: 'Patient', id: 'p1' },
    resources: byType,
    queries: Object.fromEntries(
      knowledge.queryPlan.map(({ key, resourceType }) => [
        key,
        queries[key] ?? queries[resourceType] ?? 'data',
      ]),
    ),
  };
}
