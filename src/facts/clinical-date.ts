/**
 * Clinical dates as intervals of calendar days in the client's time zone: FHIR dates may be partial
 * (https://hl7.org/fhir/R4/datatypes.html#dateTime), and then a limit inside them leaves things unknown.
 */
import { DateTime } from 'luxon';
import type { ClinicalDate, Interval } from '../model/values.js';

const partialDate = /^(\d{4})(?:-(\d{2}))?$/;
const fullDate = /^\d{4}-\d{2}-\d{2}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const utc = { zone: 'utc' } as const;

/** Earlier than any record: the lower end of an undated one. */
export const unknownPast = '0001-01-01';

/** Reads a FHIR date, dateTime or instant; undefined when it is none of them or not a real day. */
export function parseClinicalDate(text: unknown, timeZone: string): ClinicalDate | undefined {
  if (typeof text !== 'string') return undefined;
  if (fullDate.test(text)) {
    return DateTime.fromISO(text, utc).isValid ? { earliest: text, latest: text, text } : undefined;
  }
  if (dateTime.test(text)) {
    const day = DateTime.fromISO(text, { zone: timeZone }).toISODate();
    return day === null ? undefined : { earliest: day, latest: day, text };
  }
  const partial = partialDate.exec(text);
  if (partial === null) return undefined;
  const unit = partial[2] === undefined ? 'year' : 'month';
  const start = DateTime.fromISO(text, utc);
  const earliest = start.toISODate();
  const latest = start.endOf(unit).toISODate();
  return earliest === null || latest === null ? undefined : { earliest, latest, text };
}

/** Milliseconds of a dateTime that states a time, for ordering results of one day; undefined for mere days. */
export function instantOf(text: string, timeZone: string): number | undefined {
  if (!dateTime.test(text)) return undefined;
  const parsed = DateTime.fromISO(text, { zone: timeZone });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** The calendar day of an instant. */
export function dayOf(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toISODate() ?? unknownPast;
}

/** The day so many calendar months before; a month's missing days end on its last one. */
export function monthsBefore(day: string, months: number): string {
  return DateTime.fromISO(day, utc).minus({ months }).toISODate() ?? unknownPast;
}

/**
 * Calendar months from one day back to an earlier one, with a fraction: exactly n when `from` is n calendar months
 * before `to`. Negative when `from` is later.
 */
export function monthsBack(from: string, to: string): number {
  const end = DateTime.fromISO(to, utc);
  const start = DateTime.fromISO(from, utc);
  if (start > end) return -monthsBack(to, from);
  let whole = Math.max(0, (end.year - start.year) * 12 + end.month - start.month - 1);
  while (end.minus({ months: whole + 1 }) >= start) whole += 1;
  const upper = end.minus({ months: whole });
  const lower = end.minus({ months: whole + 1 });
  return whole + (upper.toMillis() - start.toMillis()) / (upper.toMillis() - lower.toMillis());
}

/** The age of a clinical date at a day, in calendar months. */
export function monthsAgo(date: ClinicalDate, day: string): Interval {
  return {
    low: Math.max(0, monthsBack(date.latest, day)),
    high: Math.max(0, monthsBack(date.earliest, day)),
  };
}

/** Completed years between a birth date and a day. */
export function yearsBetween(birth: ClinicalDate, day: string): Interval {
  const end = DateTime.fromISO(day, utc);
  const years = (from: string): number =>
    Math.floor(end.diff(DateTime.fromISO(from, utc), 'years').years);
  return { low: years(birth.latest), high: years(birth.earliest) };
}
