/** Charts of any size about one synthetic patient, and the requests that carry them as prefetch. */
import type { FhirResource } from 'fhir/r4.js';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';
import { fhirBase } from '../production/production-setup.js';
import { unrelatedRecords } from './unrelated-records.js';

export const patientId = 'acacia';

/** Resources of the charts that requests are made of. */
export const chartSizes = { small: 21, real: 120, large: 2000 } as const;
export type ChartName = keyof typeof chartSizes;

type Json = Readonly<Record<string, unknown>>;

/** By key of the query plan: what a FHIR server answers to the query. */
export type Answers = Readonly<Record<string, Json>>;

/** The tumour's own records first, then as many others as it takes. The chart is dated back from `at`. */
export function chartOf(resourceCount: number, at: Date): readonly FhirResource[] {
  const patient = sandboxPatients(at).find(({ id }) => id === patientId);
  const own = (patient?.resources ?? [])
    .filter(({ resourceType }) => resourceType !== 'Encounter' && resourceType !== 'Specimen')
    .slice(0, resourceCount);
  return [...own, ...unrelatedRecords(resourceCount - own.length, patientId, at)];
}

/** A patient of whom the problem list says nothing of a tumour: after it, nothing more is read. */
export function chartOutOfScope(resourceCount: number, at: Date): readonly FhirResource[] {
  const patient = chartOf(1, at);
  return [...patient, ...unrelatedRecords(resourceCount - patient.length, patientId, at)];
}

/** The chart as answers to the queries of the plan; every query has one. */
export function answersOf(chart: readonly FhirResource[], plan: readonly PlannedQuery[]): Answers {
  const asked = chart.map((resource) => ({ resource, query: queryFor(resource, plan) }));
  return Object.fromEntries(
    plan.map((query) => {
      const found = asked.filter((one) => one.query === query).map(({ resource }) => resource);
      return [query.key, query.resourceType === 'Patient' ? { ...found[0] } : searchset(found)];
    }),
  );
}

/**
 * Servers that leave out what they do not understand of a search answer with everything of the type: observations that
 * no query names go with the first query for observations.
 */
function queryFor(resource: FhirResource, plan: readonly PlannedQuery[]): PlannedQuery | undefined {
  const ofType = plan.filter(({ resourceType }) => resourceType === resource.resourceType);
  const codings = resource.resourceType === 'Observation' ? (resource.code.coding ?? []) : [];
  const codes = codings.map(({ system, code }) => `${system ?? ''}|${code ?? ''}`);
  return ofType.find((query) => codes.some((code) => query.codes?.includes(code))) ?? ofType[0];
}

function searchset(resources: readonly FhirResource[]): Json {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    link: [{ relation: 'self', url: fhirBase }],
    entry: resources.map((resource) => ({
      fullUrl: `${fhirBase}/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
      search: { mode: 'match' },
    })),
  };
}

/** A request as an EHR sends it. */
export function requestBody(rest: Json): Json {
  return {
    hook: 'patient-view',
    hookInstance: '6bc883b2-b795-4dcb-b661-34884a31d472',
    fhirServer: fhirBase,
    fhirAuthorization: {
      access_token: 'eyJhbGciOiJSUzI1NiJ9.bench.access-token',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/Patient.rs user/Observation.rs user/Condition.rs',
      subject: 'nelm-cds',
    },
    context: { userId: 'Practitioner/eM5CWtq15N0WJeuCet5bJlQ3', patientId },
    ...rest,
  };
}

export function prefetchBody(
  chart: readonly FhirResource[],
  plan: readonly PlannedQuery[],
): Buffer {
  return Buffer.from(JSON.stringify(requestBody({ prefetch: answersOf(chart, plan) })));
}
