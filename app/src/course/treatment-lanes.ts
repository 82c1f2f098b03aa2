/** Treatments as bars and marks, one lane for each kind. */
import type { HistoryTreatment } from '../../../src/model/smart-app.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import { dayMs, type TimeScale } from './time-scale.js';

export interface TreatmentBar {
  readonly treatment: HistoryTreatment;
  readonly from: number;
  readonly to: number;
  /** Begins or ends on a day that the record does not tell. */
  readonly isOpen: boolean;
}

export interface TreatmentLane {
  readonly id: string;
  readonly label: string;
  readonly bars: readonly TreatmentBar[];
}

/** Shorter ones could not be seen or hit. */
const leastWidth = 6;

/** In order of their beginning. Treatments without any date are not in a lane: see `undatedTreatments`. */
export function treatmentLanes(
  treatments: readonly HistoryTreatment[],
  time: TimeScale,
): readonly TreatmentLane[] {
  const dated = treatments.filter((treatment) => !isUndated(treatment));
  const ordered = dated.toSorted((a, b) => firstDay(a).localeCompare(firstDay(b)));
  const ids = [...new Set(ordered.map(({ id }) => id))];
  return ids.map((id) => {
    const own = ordered.filter((treatment) => treatment.id === id);
    return {
      id,
      label: own[0]?.label ?? id,
      bars: own.map((treatment) => treatmentBar(treatment, time)),
    };
  });
}

export function undatedTreatments(
  treatments: readonly HistoryTreatment[],
): readonly HistoryTreatment[] {
  return treatments.filter(isUndated);
}

function isUndated({ start, end }: HistoryTreatment): boolean {
  return start === undefined && end === undefined;
}

function firstDay({ start, end }: HistoryTreatment): string {
  return start ?? end ?? '';
}

function treatmentBar(treatment: HistoryTreatment, time: TimeScale): TreatmentBar {
  const { start, end, status } = treatment;
  const [, farRight = 0] = time.range();
  const begin = start === undefined ? undefined : time(dayMs(start));
  const finish = end === undefined ? undefined : time(dayMs(end));
  const from = begin ?? (finish ?? 0) - leastWidth;
  // Only what is running now is known to reach the present.
  const to = finish ?? (status === 'active' ? farRight : from);
  return {
    treatment,
    from,
    to: Math.max(to, from + leastWidth),
    isOpen: begin === undefined || finish === undefined,
  };
}

/** "octreotide, running, since 2025-01-03". */
export function treatmentText({ label, status, start, end }: HistoryTreatment): string {
  const words = { planned: 'planned', active: 'running', past: 'past' } as const;
  return `${label}, ${words[status]}, ${periodText(start, end)}`;
}

function periodText(start: string | undefined, end: string | undefined): string {
  if (start === undefined) return end === undefined ? 'no date recorded' : `until ${end}`;
  if (end === undefined) return `from ${start}`;
  return start === end ? `on ${start}` : `${start} to ${end}`;
}

/** What to say where there is no lane: silence of queries that were not read to the end says nothing. */
export function noTreatmentText({ queries }: Pick<Evaluation, 'queries'>): string {
  const isRead = Object.values(queries).every((state) => readToTheEnd.includes(state));
  return isRead
    ? 'none with a date on record'
    : 'none with a date in what was read; not all of the chart could be read';
}

const readToTheEnd: readonly string[] = ['data', 'empty', 'null'];
