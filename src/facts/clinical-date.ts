/**
 * Clinical dates as intervals of calendar days in the client's time zone: FHIR dates may be partial
 * (https://hl7.org/fhir/R4/datatypes.html#dateTime), and then a limit inside them leaves things unknown.
 */
import { DateTime } from 'luxon';
import type { ClinicalDate, Interval } from '../model/values.js';
import {
  dayNumber,
  daysInMonth,
  dayText,
  isCalendarDay,
  lessMonths,
  readCalendarDay,
  type CalendarDay,
} from './calendar-day.js';
import { zoneOffset, type ZoneOffset } from './zone-offsets.js';

const partialDate = /^(\d{4})(?:-(\d{2}))?$/;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const plainInstant =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Earlier than any record: the lower end of an undated one. */
export const unknownPast = '0001-01-01';

/** Of any day until today, the day of the evaluation. */
export function undated(today: string): ClinicalDate {
  return { earliest: unknownPast, latest: today, text: 'undated' };
}

/** Reads a FHIR date, dateTime or instant; undefined when it is none of them or not a real day. */
export function parseClinicalDate(
  text: unknown,
  timeZone: string,
  offset: ZoneOffset = zoneOffset,
): ClinicalDate | undefined {
  if (typeof text !== 'string') return undefined;
  if (readCalendarDay(text) !== undefined) return { earliest: text, latest: text, text };
  if (dateTime.test(text)) {
    const millis = instantOf(text, timeZone);
    const day = millis === undefined ? undefined : dayAt(millis, offset(timeZone, millis));
    return day === undefined ? undefined : { earliest: day, latest: day, text };
  }
  const partial = partialDate.exec(text);
  return partial === null ? undefined : partialDateOf(partial, text);
}

function partialDateOf([, year, month]: RegExpExecArray, text: string): ClinicalDate | undefined {
  const first = { year: Number(year), month: Number(month ?? 1), day: 1 };
  if (!isCalendarDay(first)) return undefined;
  const lastMonth = month === undefined ? 12 : first.month;
  const last = { ...first, month: lastMonth, day: daysInMonth(first.year, lastMonth) };
  return { earliest: dayText(first), latest: dayText(last), text };
}

/** Milliseconds of a dateTime that states a time, for ordering results of one day; undefined for mere days. */
export function instantOf(text: string, timeZone: string): number | undefined {
  const [, day] = plainInstant.exec(text) ?? [];
  if (day !== undefined) return readCalendarDay(day) === undefined ? undefined : Date.parse(text);
  if (!dateTime.test(text)) return undefined;
  const parsed = DateTime.fromISO(text, { zone: timeZone });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** The calendar day of an instant. */
export function dayOf(at: Date, timeZone: string, offset: ZoneOffset = zoneOffset): string {
  const millis = at.getTime();
  return dayAt(millis, offset(timeZone, millis)) ?? unknownPast;
}

/** The calendar day of an instant in epoch milliseconds; undefined outside the years 0 to 9999. */
function dayAt(millis: number, offsetMinutes: number): string | undefined {
  if (Number.isNaN(offsetMinutes)) return undefined;
  const local = new Date(millis + offsetMinutes * 60_000).toISOString();
  return local.length === 24 ? local.slice(0, 10) : undefined;
}

/** Reads the dates of one chart: many records share one. */
export interface DateReader {
  /** As `parseClinicalDate`. */
  readonly date: (text: unknown) => ClinicalDate | undefined;
  /** As `instantOf`. */
  readonly instant: (text: string) => number | undefined;
}

/** Remembers what it has read; made anew for every chart. */
export function createDateReader(timeZone: string, offset: ZoneOffset = zoneOffset): DateReader {
  return {
    date: remembered((text) => parseClinicalDate(text, timeZone, offset)),
    instant: remembered((text: string) => instantOf(text, timeZone)),
  };
}

function remembered<Text, Value>(read: (text: Text) => Value): (text: Text) => Value {
  const known = new Map<Text, { readonly value: Value }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.value;
    const value = read(text);
    known.set(text, { value });
    return value;
  };
}

/** The day so many calendar months before; a month's missing days end on its last one. */
export function monthsBefore(day: string, months: number): string {
  const from = readCalendarDay(day);
  return from === undefined ? unknownPast : dayText(lessMonths(from, months));
}

/**
 * Calendar months from one day back to an earlier one, with a fraction: exactly n when `from` is n calendar months
 * before `to`. Negative when `from` is later. NaN when one of them is no day.
 */
export function monthsBack(from: string, to: string): number {
  if (from > to) return -monthsBack(to, from);
  const start = readCalendarDay(from);
  const end = readCalendarDay(to);
  return start === undefined || end === undefined ? NaN : monthsBetween(start, end);
}

function monthsBetween(start: CalendarDay, end: CalendarDay): number {
  const first = dayNumber(start);
  const whole = wholeMonths(start, end);
  const upper = dayNumber(lessMonths(end, whole));
  const lower = dayNumber(lessMonths(end, whole + 1));
  return whole + (upper - first) / (upper - lower);
}

/** The most months that can be taken from `end` without going below `start`. */
function wholeMonths(start: CalendarDay, end: CalendarDay): number {
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return dayNumber(lessMonths(end, months)) >= dayNumber(start) ? months : months - 1;
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
  return { low: completedYears(birth.latest, day), high: completedYears(birth.earliest, day) };
}

/** Whoever is born on 29 February is a year older on 28 February of a year without that day. */
function completedYears(from: string, to: string): number {
  const start = readCalendarDay(from);
  const end = readCalendarDay(to);
  if (start === undefined || end === undefined) return NaN;
  const years = end.year - start.year;
  const anniversary = lessMonths(start, -12 * years);
  return dayNumber(anniversary) <= dayNumber(end) ? years : years - 1;
}
