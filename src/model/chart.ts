/** The chart as gathered: resources, and for each query of the plan how far its answer can be trusted. */
import type { FhirResource, Patient } from 'fhir/r4.js';

/**
 * absent: not supplied and not fetched. null: supplied as null (= empty). empty: answered, nothing found.
 * data: answered completely. partial: answered, but not to the end. error: failed.
 */
export type QueryState = 'absent' | 'null' | 'empty' | 'data' | 'partial' | 'error';

export interface Chart {
  readonly patient: Patient;
  /** Every resource once, by type; duplicates by type and id are merged. */
  readonly resources: ReadonlyMap<string, readonly FhirResource[]>;
  /** State per key of the query plan. */
  readonly queries: Readonly<Record<string, QueryState>>;
}
