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
  const byFullUrl = indexByFullUrl(everything);
  const isForeign = ({ resource }: Entry): boolean =>
    belongsToAnother(resource, patientId, byFullUrl);
  const own = everything.filter((entry) => !isForeign(entry)).map(({ resource }) => resource);
  const resources = mergeResources(own);
  const patient = resources.get('Patient')?.find(isPatient);
  if (patient === undefined) throw new AppError('FHIR_DATA_UNAVAILABLE');
  const queries = [...answers].map(([key, answer]): [string, QueryState] => {
    const isMixed = answer.state === 'data' && entriesOf(answer).some(isForeign);
    return [key, isMixed ? 'partial' : answer.state];
  });
  return { patient, resources, queries: Object.fromEntries(queries) };
}

/** The resources by the URLs they go by in their Bundles: where URN references lead. */
export function indexByFullUrl(entries: readonly Entry[]): ReadonlyMap<string, FhirResource> {
  return new Map(
    entries.flatMap(({ resource, fullUrl }) =>
      fullUrl === undefined ? [] : [[fullUrl, resource] as const],
    ),
  );
}

/** Whether the resource is a Patient. */
export function isPatient(resource: FhirResource): resource is Patient {
  return resource.resourceType === 'Patient';
}
