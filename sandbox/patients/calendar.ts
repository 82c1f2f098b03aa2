/** Dates of the charts, as offsets from the start of the sandbox: a chart is equally old whenever it is opened. */

/** A point in a chart's past. The label makes part of resource ids. */
export interface When {
  readonly label: string;
  readonly months: number;
  readonly days: number;
  readonly precision: 'time' | 'day' | 'month' | 'year';
  /** `HH:MM`, for precision `time`. */
  readonly time: string;
}

/** The calendar day so many months before the start; a day the month does not have becomes its last. */
export function monthsAgo(months: number, extraDays = 0): When {
  const label = extraDays === 0 ? `m${months}` : `m${months}d${extraDays}`;
  return { label, months, days: extraDays, precision: 'day', time: '09:00' };
}

export function daysAgo(days: number): When {
  return { label: `d${days}`, months: 0, days, precision: 'day', time: '09:00' };
}

export function yearsAgo(years: number, extraDays = 0): When {
  return monthsAgo(years * 12, extraDays);
}

/** The same point, recorded with a time of day. */
export function at(when: When, time: string): When {
  return { ...when, precision: 'time', time };
}

/** The same point, recorded as its month or year alone. */
export function roughly(when: When, precision: 'month' | 'year'): When {
  return { ...when, precision };
}

/**
 * The FHIR date or dateTime of a point in the past.
 *
 * @param offset UTC offset of the hospital, e.g. `+01:00`; used only where a time of day is recorded.
 */
export function fhirDate(startedAt: Date, when: When, offset: string): string {
  const day = dayBefore(startedAt, when.months, when.days);
  switch (when.precision) {
    case 'time':
      return `${day}T${when.time}:00${offset}`;
    case 'day':
      return day;
    case 'month':
      return day.slice(0, 7);
    case 'year':
      return day.slice(0, 4);
  }
}

function dayBefore(startedAt: Date, months: number, days: number): string {
  const firstOfMonth = new Date(
    Date.UTC(startedAt.getUTCFullYear(), startedAt.getUTCMonth() - months, 1),
  );
  const year = firstOfMonth.getUTCFullYear();
  const month = firstOfMonth.getUTCMonth();
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(startedAt.getUTCDate(), lastDay) - days;
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
