/** One step is one way to an answer, with markers in all that is sent. */
import type { Answer, PrivacyBench } from './privacy-bench.js';

export interface Step {
  readonly title: string;
  readonly status: number;
  /** Of the error catalogue. */
  readonly code?: string;
  readonly run: (bench: PrivacyBench) => Promise<Answer>;
}
