/** FHIR dates on a time line: a partial date is all the time it may be. https://hl7.org/fhir/R4/datatypes.html#dateTime */

export interface DateSpan {
  /** Milliseconds since 1970, UTC. */
  readonly fromMs: number;
  readonly toMs: number;
}

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.*)?)?)?$/;
const dayMs = 86_400_000;
/** Outside, a date is a slip of the pen; it is shown as text only. */
const [firstYear, lastYear] = [1900, 2200];

/** The first and last instant that a date may be; undefined where it is none. */
export function dateSpan(text: string | undefined): DateSpan | undefined {
  const [, yearText, monthText, dayText] = pattern.exec(text ?? '') ?? [];
  if (yearText === undefined) return undefined;
  const year = Number(yearText);
  if (year < firstYear || year > lastYear) return undefined;
  if (monthText === undefined)
    return { fromMs: Date.UTC(year, 0), toMs: Date.UTC(year + 1, 0) - 1 };
  const month = Number(monthText) - 1;
  if (month < 0 || month > 11) return undefined;
  if (dayText === undefined) {
    return { fromMs: Date.UTC(year, month), toMs: Date.UTC(year, month + 1) - 1 };
  }
  const fromMs = Date.UTC(year, month, Number(dayText));
  return new Date(fromMs).getUTCMonth() === month
    ? { fromMs, toMs: fromMs + dayMs - 1 }
    : undefined;
}

/** `2026-10-18`, `2026-10`, `2026`: the day without the time. */
export function dayText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text.slice(0, 40).replace(/T.*$/, '');
}

/** Whole years between a birth date and now, or between it and a death; undefined where they are not whole dates. */
export function ageInYears(birthDate: string | undefined, at: string): number | undefined {
  if (birthDate === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}/.test(at)) return undefined;
  const years = Number(at.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const age = at.slice(5, 10) < birthDate.slice(5) ? years - 1 : years;
  return age >= 0 && age < 150 ? age : undefined;
}
