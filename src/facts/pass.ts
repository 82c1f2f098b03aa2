/** What one pass over the facts works on. */
import type { Chart } from '../model/chart.js';
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
}

/** The state of one pass; local to `judgeFacts`. */
export interface Pass {
  readonly input: JudgingInput;
  /** Facts set from outside: neither read, derived nor presumed. */
  readonly assumed: ReadonlyMap<string, Fact>;
  readonly allowWeak: boolean;
  readonly base: Map<string, Fact>;
  readonly facts: Map<string, Fact>;
  readonly conflicts: Conflict[];
  usedWeak: boolean;
}
