/**
 * Progression recorded while a systemic therapy was under way (criteria, refractoryToMedicalTherapy). Only certain
 * orders in time count: begun before the first day on which the progression may have been seen, and not ended before
 * the last. Only `yes` can follow: silence proves nothing.
 */
import type { ClinicalDate } from '../../model/values.js';
import { monthsBefore, parseClinicalDate } from '../clinical-date.js';
import type { FactRecord } from '../records.js';
import { courseOf } from '../therapy-course.js';

export interface ProgressionInput {
  /** Counted records of disease status. */
  readonly statuses: readonly FactRecord[];
  /** Records of the treatments so far. */
  readonly treatments: readonly FactRecord[];
  /** Members of `priorTherapies` that are systemic therapies. */
  readonly therapies: readonly string[];
  readonly withinMonths: number;
  readonly today: string;
  readonly timeZone: string;
}

/** The records that prove it: a progression and the treatments then under way; undefined when none do. */
export function progressionDuringTherapy(
  input: ProgressionInput,
): readonly FactRecord[] | undefined {
  for (const progression of input.statuses) {
    const { date } = progression;
    if (date === undefined || !isRecentProgression(progression, date, input)) continue;
    if (isContradicted(date, input.statuses)) continue;
    const running = input.treatments.filter((record) => isRunningAt(record, date, input));
    if (running.length > 0) return [progression, ...running];
  }
  return undefined;
}

function isRecentProgression(
  record: FactRecord,
  date: ClinicalDate,
  { today, withinMonths }: ProgressionInput,
): boolean {
  const values = valuesOf(record);
  const isProgression = values.length === 1 && values[0] === 'progressive';
  return (
    isProgression && date.latest <= today && date.earliest >= monthsBefore(today, withinMonths)
  );
}

/** By a record of the same day that excludes it, or by a later response to treatment. */
function isContradicted(date: ClinicalDate, statuses: readonly FactRecord[]): boolean {
  return statuses.some((other) => {
    const values = valuesOf(other);
    if (other.date === undefined || values.length === 0) return false;
    const isSameDay = other.date.earliest <= date.latest && other.date.latest >= date.earliest;
    if (isSameDay) return !values.includes('progressive');
    const isResponse = values.every((value) => responses.includes(value));
    return isResponse && other.date.earliest > date.latest;
  });
}

const responses: readonly string[] = ['partial-response', 'complete-response'];

function valuesOf({ possible }: FactRecord): readonly string[] {
  return possible?.kind === 'one-of' ? possible.values : [];
}

function isRunningAt(record: FactRecord, seen: ClinicalDate, input: ProgressionInput): boolean {
  const member = record.members?.find(({ id }) => input.therapies.includes(id));
  const course = member && courseOf(record.resource, member.status);
  const start = parseClinicalDate(course?.start, input.timeZone);
  if (course === undefined || start === undefined || start.latest >= seen.earliest) return false;
  if (course.end === undefined) return course.isOpen;
  const end = parseClinicalDate(course.end, input.timeZone);
  return end !== undefined && end.earliest >= seen.latest;
}
