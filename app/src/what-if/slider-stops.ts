/**
 * Where a slider for a number may stand: on each limit that criteria compare with, and once between two of them, because
 * there nothing changes.
 */
import type { AppFact } from '../../../src/model/smart-app.js';
import { boundsText, numberText, unitText } from '../evaluation/value-text.js';

export interface SliderStop {
  /** The value that stands for the stop. */
  readonly value: number;
  /** "below 3 %", "3 %", "above 3 to below 20 %". */
  readonly text: string;
}

type NumberFact = Pick<AppFact, 'limits' | 'minimum' | 'maximum' | 'unit'>;

/** Ascending; empty where no criterion compares the number with anything. */
export function sliderStops(fact: NumberFact): readonly SliderStop[] {
  const { limits, maximum, unit } = fact;
  const minimum = fact.minimum ?? 0;
  const [first, last] = [limits[0], limits.at(-1)];
  if (first === undefined || last === undefined) return [];
  const words = (low: number | undefined, high: number | undefined): string =>
    boundsText(
      {
        ...(low !== undefined && { low, lowInclusive: false }),
        ...(high !== undefined && { high, highInclusive: false }),
      },
      { unit },
    );
  const below =
    first > minimum ? [{ value: between(minimum, first), text: words(undefined, first) }] : [];
  const above =
    maximum === undefined || last < maximum
      ? [{ value: between(last, maximum ?? Math.max(last * 2, 1)), text: words(last, undefined) }]
      : [];
  const inner = limits.flatMap((limit, index): SliderStop[] => {
    const next = limits[index + 1];
    const at = { value: limit, text: numberText(limit) + unitText(unit) };
    if (next === undefined) return [at];
    return [at, { value: between(limit, next), text: words(limit, next) }];
  });
  return [...below, ...inner, ...above];
}

/** A short number strictly between the two. */
function between(low: number, high: number): number {
  const middle = (low + high) / 2;
  const short = [0, 1, 2, 3]
    .map((digits) => Number(middle.toFixed(digits)))
    .find((value) => value > low && value < high);
  return short ?? middle;
}

/** The stop that a number falls on. */
export function stopOf(
  stops: readonly SliderStop[],
  limits: readonly number[],
  value: number,
): number {
  const passed = limits.filter((limit) => limit < value).length;
  const exact = limits.includes(value);
  const hasBelow = stops.length > 0 && stops[0]?.value !== limits[0];
  const index = 2 * passed + (exact ? 1 : 0) - (hasBelow ? 0 : 1);
  return Math.max(0, Math.min(stops.length - 1, index));
}
