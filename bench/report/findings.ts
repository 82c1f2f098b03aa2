/** What a part of the benchmark found: tables of figures, and how they stand against the bars. */

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A figure that has a bar to reach. */
export interface Judged {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** at-most: smaller is better. */
  readonly wanted: 'at-most' | 'at-least';
  readonly bar: number;
  /** Where it would be outstanding. */
  readonly beyond?: number;
}

export interface Findings {
  readonly tables: readonly Table[];
  readonly judged: readonly Judged[];
  readonly notes: readonly string[];
}

export type Verdict = 'beyond' | 'reached' | 'not reached';

/** A figure that is not a number reaches nothing. */
export function verdictOf({ measured, wanted, bar, beyond }: Judged): Verdict {
  const reaches = (limit: number): boolean =>
    wanted === 'at-most' ? measured <= limit : measured >= limit;
  if (beyond !== undefined && reaches(beyond)) return 'beyond';
  return reaches(bar) ? 'reached' : 'not reached';
}
