/** Days as numbers, so that distances between many dates are quick to compute. */
import type { ClinicalDate } from '../../model/values.js';

/** First and last possible day, counted from 1970-01-01. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

const millisecondsPerDay = 86_400_000;

export function daysOf({ earliest, latest }: ClinicalDate): DaySpan {
  return { first: dayNumber(earliest), last: dayNumber(latest) };
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay);
}

/** The least number of days that may lie between two dates; 0 when one is unknown. */
export function nearest(a: DaySpan, b: DaySpan | undefined): number {
  return b === undefined ? 0 : Math.max(0, b.first - a.last, a.first - b.last);
}

/** The greatest number of days that may lie between two dates; Infinity when one is unknown. */
export function farthest(a: DaySpan, b: DaySpan | undefined): number {
  return b === undefined
    ? Infinity
    : Math.max(Math.abs(b.last - a.first), Math.abs(a.last - b.first));
}
