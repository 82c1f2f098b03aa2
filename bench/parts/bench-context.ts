import type { Knowledge } from '../../src/model/knowledge.js';
import type { Findings } from '../report/findings.js';

/** What every part of the benchmark works with. */
export interface BenchContext {
  readonly knowledge: Knowledge;
  /** When the charts end: the start of the run. */
  readonly at: Date;
  /** For configurations, stores and output; removed afterwards. */
  readonly folder: string;
  readonly isQuick: boolean;
  /** Requests of the long run. */
  readonly soak: number;
}

export interface BenchPart {
  readonly name: string;
  readonly title: string;
  readonly run: (context: BenchContext) => Promise<Findings>;
}
