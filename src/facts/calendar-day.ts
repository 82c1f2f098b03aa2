/** Days of the proleptic Gregorian calendar as plain numbers: what clinical dates are compared and counted with. */

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** Reads `YYYY-MM-DD`; undefined when there is no such day. */
export function readCalendarDay(text: string): CalendarDay | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const day = {
    year: digitsOf(text, 0, 4),
    month: digitsOf(text, 5, 7),
    day: digitsOf(text, 8, 10),
  };
  return !Number.isNaN(day.year) && isCalendarDay(day) ? day : undefined;
}

const zero = '0'.charCodeAt(0);

/** The number that a part of a text is written as; NaN where it holds anything but digits. */
function digitsOf(text: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

export function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `YYYY-MM-DD`. */
export function dayText({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day so many months before; a month's missing days end on its last one. */
export function lessMonths({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const index = year * 12 + (month - 1) - months;
  const target = Math.floor(index / 12);
  const targetMonth = index - target * 12 + 1;
  return {
    year: target,
    month: targetMonth,
    day: Math.min(day, daysInMonth(target, targetMonth)),
  };
}

/** Days since the first of March of year 0: only differences mean anything. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  // A year that begins in March has its leap day at the end.
  const shifted = month > 2 ? year : year - 1;
  const monthsSinceMarch = (month + 9) % 12;
  const daysBeforeMonth = Math.floor((153 * monthsSinceMarch + 2) / 5);
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + daysBeforeMonth + day - 1;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
