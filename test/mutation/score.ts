/** Which mutants the case rows tell from the original. */
import type { Operator } from './condition-mutants.js';
import { exemptions as allExemptions, type Exemption } from './exemptions.js';
import type { SiteMutant } from './pathway-mutants.js';

export interface Survivor {
  readonly site: string;
  readonly operator: Operator;
  readonly change: string;
}

export interface Score {
  /** Pathway, fact or `scope`. */
  readonly subject: string;
  /** Rows that the unchanged knowledge already fails; nothing can be said then. */
  readonly failing: readonly string[];
  readonly total: number;
  readonly killed: number;
  readonly exempt: number;
  readonly survivors: readonly Survivor[];
}

/** Judges all mutants of one subject by its rows; a row kills a mutant whose outcome it does not expect. */
export function scoreOf<Subject, Row>(options: {
  readonly subject: string;
  readonly original: Subject;
  readonly mutants: readonly SiteMutant<Subject>[];
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => string;
  readonly holds: (row: Row, subject: Subject) => boolean;
}): Score {
  const { subject, original, mutants, rows, nameOf, holds } = options;
  const failing = rows.filter((row) => !holds(row, original)).map(nameOf);
  const living = mutants.filter((mutant) => rows.every((row) => holds(row, mutant.subject)));
  const survivors = living.filter((mutant) => exemptionFor(subject, mutant) === undefined);
  return {
    subject,
    failing,
    total: mutants.length,
    killed: mutants.length - living.length,
    exempt: living.length - survivors.length,
    survivors: survivors.map(({ site, operator, change }) => ({ site, operator, change })),
  };
}

/** The exemption that a surviving mutant falls under. */
export function exemptionFor(
  subject: string,
  { site, change }: { readonly site: string; readonly change: string },
): Exemption | undefined {
  return allExemptions.find(
    (exemption) =>
      exemption.subject === subject && exemption.site === site && exemption.change.test(change),
  );
}
