/** What the chart of one patient says of the facts, before anything follows from it. */
import type { Chart } from '../model/chart.js';
import type { Readability } from './completeness.js';
import type { RecordsByFact } from './extract.js';
import type { SilenceReason } from './fact-rules.js';
import type { ReadingContext } from './records.js';
import type { DocumentedFact } from './select.js';

/** A staging examination that counts: final, dated, with the regions it shows. */
export interface StagingReport {
  readonly regions: readonly string[];
  /** First possible day. */
  readonly earliest: string;
  readonly latest: string;
  /** It holds text that only a person can read. */
  readonly hasUnreadText: boolean;
}

export interface ReadChart extends Readability {
  readonly chart: Chart;
  readonly reading: ReadingContext;
  readonly records: RecordsByFact;
  /** The facts of which there are records. */
  readonly documented: ReadonlyMap<string, DocumentedFact>;
  /** Why nothing is recorded of the others. */
  readonly whyUnrecorded: (fact: string) => SilenceReason;
  /** What tells of a fact was never answered, not even in part. */
  readonly isUnread: (fact: string) => boolean;
  readonly reports: readonly StagingReport[];
  /** The last possible day of the newest procedure on the liver, if any. */
  readonly lastLiverProcedure?: string | undefined;
}
