/** FHIR dates as intervals of milliseconds, and the search prefixes over them. https://hl7.org/fhir/R4/search.html#date */
import { textAt, valuesAt } from './element-values.js';

/** Half-open: `start` belongs to it, `end` does not. Open sides are infinite. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

export const datePrefixes = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'sa', 'eb'] as const;
export type DatePrefix = (typeof datePrefixes)[number];

const minuteMs = 60_000;
const dayMs = 86_400_000;
const pattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[-+ ]\d{2}:\d{2})?)?)?)?$/;

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const size = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * minuteMs;
  // An unescaped plus sign in a query string arrives as a space.
  return zone.startsWith('-') ? -size : size;
}

function endOf(start: number, parts: readonly (string | undefined)[]): number {
  const [, month, day, hour, second, fraction] = parts;
  if (fraction !== undefined) return start + Math.max(1, 10 ** (3 - fraction.length));
  if (second !== undefined) return start + 1000;
  if (hour !== undefined) return start + minuteMs;
  if (day !== undefined) return start + dayMs;
  const end = new Date(start);
  if (month === undefined) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else end.setUTCMonth(end.getUTCMonth() + 1);
  return end.getTime();
}

/**
 * A FHIR date, dateTime or instant of any precision as the time it may mean; without a zone it is read as UTC.
 * Undefined when it is not such a text or no day of the calendar.
 */
export function parseTimeSpan(text: string): TimeSpan | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match as (
    string | undefined
  )[];
  const date = `${year ?? ''}-${month ?? '01'}-${day ?? '01'}`;
  const milliseconds = (fraction ?? '').padEnd(3, '0').slice(0, 3);
  const local = `${date}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.${milliseconds}Z`;
  const instant = Date.parse(local);
  // Date.parse carries 30 February over into March.
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== local) return undefined;
  const start = instant - offsetMs(zone);
  return { start, end: endOf(start, [year, month, day, hour, second, fraction]) };
}

function spanOf(value: unknown): TimeSpan | undefined {
  if (typeof value === 'string') return parseTimeSpan(value);
  const start = parseTimeSpan(textAt(value, 'start') ?? '');
  const end = parseTimeSpan(textAt(value, 'end') ?? '');
  if (start === undefined && end === undefined) return undefined;
  return { start: start?.start ?? -Infinity, end: end?.end ?? Infinity };
}

/** The time told by the first of the paths that tells one; several values are spanned. */
export function timeSpanAt(resource: unknown, paths: readonly string[]): TimeSpan | undefined {
  for (const path of paths) {
    const spans = valuesAt(resource, path)
      .map(spanOf)
      .filter((span) => span !== undefined);
    if (spans.length > 0) {
      return {
        start: Math.min(...spans.map((span) => span.start)),
        end: Math.max(...spans.map((span) => span.end)),
      };
    }
  }
  return undefined;
}

/** Whether the target stands to the searched time as the prefix says (R4 3.1.1.4.7, "ranges"). */
export function matchesDate(target: TimeSpan, prefix: DatePrefix, searched: TimeSpan): boolean {
  const within = searched.start <= target.start && target.end <= searched.end;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return !within;
    case 'gt':
      return target.end > searched.end;
    case 'ge':
      return within || target.end > searched.end;
    case 'lt':
      return target.start < searched.start;
    case 'le':
      return within || target.start < searched.start;
    case 'sa':
      return target.start >= searched.end;
    case 'eb':
      return target.end <= searched.start;
  }
}
