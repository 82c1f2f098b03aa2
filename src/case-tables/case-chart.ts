/** Charts from the partial resources of mapping cases. */
import type { FhirResource, Patient } from 'fhir/r4.js';
import type { MappingCase, PartialResource } from '../model/cases.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { Knowledge } from '../model/knowledge.js';

const subject = { reference: 'Patient/p1' };
const active = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const confirmed = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

/** What a case need not write. */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Observation: { status: 'final', subject },
  Condition: {
    subject,
    clinicalStatus: { coding: [{ system: active, code: 'active' }] },
    verificationStatus: { coding: [{ system: confirmed, code: 'confirmed' }] },
  },
  Procedure: { status: 'completed', subject },
  MedicationRequest: { status: 'active', intent: 'order', subject },
  MedicationStatement: { status: 'active', subject },
  MedicationAdministration: { status: 'completed', subject },
  DiagnosticReport: { status: 'final', subject },
  ServiceRequest: { status: 'active', intent: 'order', subject },
  Patient: { id: 'p1' },
};

/** A chart whose queries were all answered, but for those that the case names by key or resource type. */
export function chartOfCase({ resources, queries = {} }: MappingCase, knowledge: Knowledge): Chart {
  return chartOf(resources, knowledge, queries);
}

/** A chart of partial resources: the rest of each is filled in with what counts. */
export function chartOf(
  resources: readonly PartialResource[],
  knowledge: Knowledge,
  queries: Readonly<Record<string, QueryState>> = {},
): Chart {
  const byType = new Map<string, FhirResource[]>();
  for (const [index, partial] of resources.entries()) {
    const { resourceType } = partial;
    const whole = { id: `r${index + 1}`, ...defaults[resourceType], ...partial };
    const list = byType.get(resourceType) ?? [];
    byType.set(resourceType, [...list, whole as unknown as FhirResource]);
  }
  const patient = byType.get('Patient')?.[0] as Patient | undefined;
  const states = knowledge.queryPlan.map(({ key, resourceType }) => {
    const state: QueryState = queries[key] ?? queries[resourceType] ?? 'data';
    return [key, state] as const;
  });
  return {
    patient: patient ?? { resourceType: 'Patient', id: 'p1' },
    resources: byType,
    queries: Object.fromEntries(states),
  };
}
