/** What the search for the resection of the primary works on. */
import type { Observation, Procedure, Specimen } from 'fhir/r4.js';
import type { ReadingContext } from '../records.js';

export interface PrimaryResectionParameters {
  /** Value set of operations; property `site`: organs of the primary. */
  readonly procedures: string;
  readonly residual: string;
  readonly residualValues: string;
  readonly withinDays: number;
  /** Value set of body sites; property `primarySite`. */
  readonly bodySites: string;
  /** Value set of operations on the liver, to which a finding may belong instead. */
  readonly liverOperations: string;
}

export interface PrimaryResectionInput {
  readonly procedures: readonly Procedure[];
  readonly observations: readonly Observation[];
  readonly specimens: readonly Specimen[];
  readonly parameters: PrimaryResectionParameters;
  readonly context: ReadingContext;
}
