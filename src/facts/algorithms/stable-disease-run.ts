/**
 * Months of stable disease, from the run of consecutive stable, partial-response or complete-response records.
 * The run ends at a progression, a newly recorded metastasis, or a gap longer than the rule allows.
 */
import { numeric } from '../../logic/possible-values.js';
import type { ClinicalDate, PossibleValues } from '../../model/values.js';
import { monthsBack, unknownPast } from '../clinical-date.js';
import type { FactRecord } from '../records.js';

export interface StableRunInput {
  /** Counted records of disease status. */
  readonly statuses: readonly FactRecord[];
  /** When metastases were first recorded. */
  readonly metastases: readonly ClinicalDate[];
  readonly maximumGapMonths: number;
  readonly today: string;
}

interface Dated {
  readonly record: FactRecord;
  readonly earliest: string;
  readonly latest: string;
}

/**
 * Low end: from the first to the last record of the run. High end: since the last event that ended an earlier run;
 * unbounded when there was none. Undefined when the newest record tells nothing.
 */
export function stableDiseaseRun(
  input: StableRunInput,
): { readonly possible: PossibleValues; readonly used: readonly FactRecord[] } | undefined {
  const dated = input.statuses
    .map((record): Dated => ({
      record,
      earliest: record.date?.earliest ?? unknownPast,
      latest: record.date?.latest ?? input.today,
    }))
    .filter(({ earliest }) => earliest !== unknownPast && earliest <= input.today)
    .sort(newestFirst);
  const [newest] = dated;
  if (newest === undefined || newest.record.possible?.kind !== 'one-of') return undefined;
  if (isProgression(newest))
    return { possible: numeric([{ low: 0, high: 0 }]), used: [newest.record] };
  if (!isStable(newest)) return undefined;
  // A metastasis of uncertain date may be as late as its last day, which shortens the run, and as early as its first.
  const lastMetastasis = last(input.metastases.map(({ latest }) => latest));
  const run = runEndingAt(newest, dated.slice(1), lastMetastasis, input.maximumGapMonths);
  const first = run.at(-1) ?? newest;
  const isRunBroken = lastMetastasis !== undefined && lastMetastasis > newest.latest;
  const low = isRunBroken ? 0 : Math.max(0, monthsBack(first.latest, newest.earliest));
  const lastEnd = lastEvent(dated, last(input.metastases.map(({ earliest }) => earliest)));
  const high = lastEnd === undefined ? Infinity : monthsBack(lastEnd, input.today);
  return {
    possible: numeric([{ low: Math.min(low, high), high }]),
    used: run.map(({ record }) => record),
  };
}

/** By day; on one day a progression first, so that what disagrees with it does not prolong a run. */
function newestFirst(a: Dated, b: Dated): number {
  if (a.latest !== b.latest) return a.latest < b.latest ? 1 : -1;
  return Number(valuesOf(b).includes('progressive')) - Number(valuesOf(a).includes('progressive'));
}

function last(days: readonly string[]): string | undefined {
  return [...days].sort().at(-1);
}

function valuesOf({ record }: Dated): readonly string[] {
  return record.possible?.kind === 'one-of' ? record.possible.values : [];
}

function isProgression(dated: Dated): boolean {
  const values = valuesOf(dated);
  return values.length === 1 && values[0] === 'progressive';
}

function isStable(dated: Dated): boolean {
  const values = valuesOf(dated);
  return values.length > 0 && !values.includes('progressive');
}

function runEndingAt(
  newest: Dated,
  older: readonly Dated[],
  lastMetastasis: string | undefined,
  maximumGapMonths: number,
): readonly Dated[] {
  const run = [newest];
  for (const candidate of older) {
    const previous = run.at(-1) ?? newest;
    const isBeforeMetastasis = lastMetastasis !== undefined && candidate.earliest < lastMetastasis;
    const gap = monthsBack(candidate.earliest, previous.latest);
    if (!isStable(candidate) || isBeforeMetastasis || gap > maximumGapMonths) break;
    run.push(candidate);
  }
  return run;
}

function lastEvent(
  dated: readonly Dated[],
  lastMetastasis: string | undefined,
): string | undefined {
  const progression = dated.find((candidate) => valuesOf(candidate).includes('progressive'));
  const days = [progression?.earliest, lastMetastasis].filter((day) => day !== undefined);
  return days.sort().at(-1);
}
