/**
 * Months of stable disease, from the run of consecutive stable, partial-response or complete-response records.
 * The run ends at a progression, a newly recorded metastasis, or a gap longer than the rule allows.
 */
import type { Condition } from 'fhir/r4.js';
import { numeric } from '../../logic/possible-values.js';
import type { PossibleValues } from '../../model/values.js';
import { monthsBack, unknownPast } from '../clinical-date.js';
import type { FactRecord } from '../records.js';

export interface StableRunInput {
  /** Counted records of disease status. */
  readonly statuses: readonly FactRecord[];
  /** Days (earliest) on which a metastasis was first recorded. */
  readonly metastasisDays: readonly string[];
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
    .sort((a, b) => (a.latest < b.latest ? 1 : a.latest > b.latest ? -1 : 0));
  const [newest] = dated;
  if (newest === undefined || newest.record.possible?.kind !== 'one-of') return undefined;
  if (isProgression(newest))
    return { possible: numeric([{ low: 0, high: 0 }]), used: [newest.record] };
  if (!isStable(newest)) return undefined;
  const lastMetastasis = input.metastasisDays
    .filter((day) => day <= input.today)
    .sort()
    .at(-1);
  const run = runEndingAt(newest, dated.slice(1), lastMetastasis, input.maximumGapMonths);
  const first = run.at(-1) ?? newest;
  const isRunBroken = lastMetastasis !== undefined && lastMetastasis > newest.latest;
  const low = isRunBroken ? 0 : Math.max(0, monthsBack(first.latest, newest.earliest));
  const lastEnd = lastEvent(dated, lastMetastasis);
  const high = lastEnd === undefined ? Infinity : monthsBack(lastEnd, input.today);
  return {
    possible: numeric([{ low: Math.min(low, high), high }]),
    used: run.map(({ record }) => record),
  };
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

/** The first day on which a metastasis is on record: its onset, else when it was entered. */
export function metastasisDay(
  condition: Condition,
  parse: (text: unknown) => string | undefined,
): string | undefined {
  return parse(condition.onsetDateTime ?? condition.onsetPeriod?.start ?? condition.recordedDate);
}
