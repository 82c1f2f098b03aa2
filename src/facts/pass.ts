/** What one pass over the facts works on. */
import type { Chart } from '../model/chart.js';
import type { SourceResource } from '../model/knowledge.js';
import type { Conflict, Fact } from '../model/values.js';
import type { StagingReport } from './absence.js';
import type { RecordsByFact } from './extract.js';
import type { ReadingContext } from './records.js';
import type { DocumentedFact } from './select.js';

export interface JudgingInput {
  readonly chart: Chart;
  readonly reading: ReadingContext;
  readonly records: RecordsByFact;
  readonly documented: ReadonlyMap<string, DocumentedFact>;
  readonly reports: readonly StagingReport[];
  /** The last possible day of the newest procedure on the liver, if any. */
  readonly lastLiverProcedure?: string;
  /** Whether all resources of a type were read to the end, and can be understood. */
  readonly isReadable: (resource: SourceResource) => boolean;
}

/** The state of one pass; local to `judgeFacts`. */
export interface Pass {
  readonly input: JudgingInput;
  /** Facts set from outside: neither read, derived nor presumed. */
  readonly assumed: ReadonlyMap<string, Fact>;
  readonly allowWeak: boolean;
  /** The facts as recorded, before derivation. */
  readonly base: ReadonlyMap<string, Fact>;
  readonly facts: Map<string, Fact>;
  readonly conflicts: Conflict[];
  usedWeak: boolean;
}
