/** From answers to a Chart: other patients' records leave, copies are merged. */
import type { FhirResource, Patient } from 'fhir/r4.js';
import { AppError } from '../errors/app-error.js';
import type { Entry } from '../fhir/bundle.js';
import { belongsToAnother } from '../fhir/patient-reference.js';
import type { Chart, QueryState } from '../model/chart.js';
import { entriesOf, type Answer } from './answer.js';
import { mergeResources } from './merge-resources.js';

export interface GatheredData {
  readonly patientId: string;
  /** Per key of the query plan. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Resources that came without being an answer to a query of the plan. */
  readonly extra: readonly Entry[];
}

/**
 * Puts the chart together. A query that brought records of another patient becomes `partial`: what the right patient
 * has is then not known to be complete.
 * @throws AppError FHIR_DATA_UNAVAILABLE when the patient is not among the resources.
 */
export function assembleChart({ patientId, answers, extra }: GatheredData): Chart {
  const everything = [...[...answers.values()].flatMap(entriesOf), ...extra];
  const byUrn = indexByUrn(everything);
  const foreign = new Set(
    everything.filter(({ resource }) => belongsToAnother(resource, patientId, byUrn)),
  );
  const own = foreign.size === 0 ? everything : everything.filter((entry) => !foreign.has(entry));
  const resources = mergeResources(own.map(({ resource }) => resource));
  const patient = resources.get('Patient')?.find(isPatient);
  if (patient === undefined) throw new AppError('FHIR_DATA_UNAVAILABLE');
  const isMixed = (answer: Answer): boolean =>
    foreign.size > 0 && entriesOf(answer).some((entry) => foreign.has(entry));
  const queries = [...answers].map(([key, answer]): [string, QueryState] => [
    key,
    answer.state === 'data' && isMixed(answer) ? 'partial' : answer.state,
  ]);
  return { patient, resources, queries: Object.fromEntries(queries) };
}

/** The resources by the URNs they go by in their Bundles: where URN references lead. */
export function indexByUrn(entries: readonly Entry[]): ReadonlyMap<string, FhirResource> {
  const byUrn = new Map<string, FhirResource>();
  for (const { resource, fullUrl } of entries) {
    if (fullUrl?.startsWith('urn:') === true) byUrn.set(fullUrl, resource);
  }
  return byUrn;
}

/** Whether the resource is a Patient. */
export function isPatient(resource: FhirResource): resource is Patient {
  return resource.resourceType === 'Patient';
}
