/** Arithmetic on unions of numeric intervals. A union is ascending and disjoint; the empty union is `[]`. */
import type { Interval } from '../model/values.js';

export const wholeLine: Interval = { low: -Infinity, high: Infinity };

/** The interval that holds just `value`. */
export function point(value: number): Interval {
  return { low: value, high: value };
}

/** The interval between two numbers (minimum and maximum of a fact), open ends where absent. */
export function between(low: number | undefined, high: number | undefined): Interval {
  return { low: low ?? -Infinity, high: high ?? Infinity };
}

export function isEmptyInterval(interval: Interval): boolean {
  const { low, high, lowOpen = false, highOpen = false } = interval;
  return low > high || (low === high && (lowOpen || highOpen));
}

export function isPoint(interval: Interval): boolean {
  return interval.low === interval.high && !isEmptyInterval(interval);
}

function makeInterval(low: number, lowOpen: boolean, high: number, highOpen: boolean): Interval {
  return { low, high, lowOpen: lowOpen || undefined, highOpen: highOpen || undefined };
}

/** The part that two intervals share; may be empty. */
export function intersectIntervals(a: Interval, b: Interval): Interval {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  const lowOpen = (a.low === low && a.lowOpen === true) || (b.low === low && b.lowOpen === true);
  const highOpen =
    (a.high === high && a.highOpen === true) || (b.high === high && b.highOpen === true);
  return makeInterval(low, lowOpen, high, highOpen);
}

/** Whether every number of an interval that is not empty is in the other. */
export function liesWithin(inner: Interval, outer: Interval): boolean {
  const startsWithin =
    inner.low > outer.low ||
    (inner.low === outer.low && (outer.lowOpen !== true || inner.lowOpen === true));
  const endsWithin =
    inner.high < outer.high ||
    (inner.high === outer.high && (outer.highOpen !== true || inner.highOpen === true));
  return startsWithin && endsWithin;
}

/** Whether two intervals have a number in common. */
export function shares(a: Interval, b: Interval): boolean {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low < high || (low === high && !excludesEnd(a, low) && !excludesEnd(b, low));
}

function excludesEnd({ low, high, lowOpen, highOpen }: Interval, end: number): boolean {
  return (low === end && lowOpen === true) || (high === end && highOpen === true);
}

export function intersectUnions(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return a
    .flatMap((x) => b.map((y) => intersectIntervals(x, y)))
    .filter((interval) => !isEmptyInterval(interval))
    .sort(byLow);
}

function byLow(a: Interval, b: Interval): number {
  return a.low - b.low || Number(a.lowOpen ?? false) - Number(b.lowOpen ?? false);
}

function touches(a: Interval, b: Interval): boolean {
  return b.low < a.high || (b.low === a.high && !(a.highOpen === true && b.lowOpen === true));
}

/** Ascending, disjoint, with touching intervals merged. */
export function normaliseUnion(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((interval) => !isEmptyInterval(interval)).sort(byLow);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last === undefined || !touches(last, next)) {
      merged.push(next);
      continue;
    }
    const nextReachesFurther =
      next.high > last.high || (next.high === last.high && next.highOpen !== true);
    const end = nextReachesFurther ? next : last;
    merged[merged.length - 1] = makeInterval(
      last.low,
      last.lowOpen ?? false,
      end.high,
      end.highOpen ?? false,
    );
  }
  return merged;
}

/** The smallest single interval around a union; undefined for the empty union. */
export function hull(intervals: readonly Interval[]): Interval | undefined {
  const first = intervals[0];
  const last = intervals.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return makeInterval(first.low, first.lowOpen ?? false, last.high, last.highOpen ?? false);
}

function sameBounds(a: Interval, b: Interval): boolean {
  return (
    a.low === b.low &&
    a.high === b.high &&
    (a.lowOpen ?? false) === (b.lowOpen ?? false) &&
    (a.highOpen ?? false) === (b.highOpen ?? false)
  );
}

export function isSubsetOf(inner: readonly Interval[], outer: readonly Interval[]): boolean {
  const shared = intersectUnions(inner, outer);
  const normal = normaliseUnion(inner);
  const common = normaliseUnion(shared);
  return (
    normal.length === common.length &&
    normal.every((interval, index) => {
      const other = common[index];
      return other !== undefined && sameBounds(interval, other);
    })
  );
}

/**
 * Cuts a union at the given limits: each limit itself, and each open stretch between limits. A test that compares
 * only with these limits has one answer within each piece.
 */
export function partition(union: readonly Interval[], limits: readonly number[]): Interval[] {
  const cuts = [...new Set(limits)].sort((a, b) => a - b);
  const pieces: Interval[] = [];
  let previous = -Infinity;
  for (const cut of cuts) {
    pieces.push(makeInterval(previous, true, cut, true), point(cut));
    previous = cut;
  }
  pieces.push(makeInterval(previous, true, Infinity, true));
  return pieces.flatMap((piece) => intersectUnions([piece], union));
}
