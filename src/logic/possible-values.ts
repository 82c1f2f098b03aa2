/** Set operations on what a fact may be. All functions are total over values of one kind. */
import type { FactDefinition } from '../model/knowledge.js';
import type { Interval, PossibleValues } from '../model/values.js';
import {
  between,
  intersectUnions,
  isPoint,
  isSubsetOf,
  normaliseUnion,
  wholeLine,
} from './intervals.js';

/** Everything that a fact could be: its domain. */
export function domainOf(definition: FactDefinition): PossibleValues {
  switch (definition.kind) {
    case 'one-of':
      return { kind: 'one-of', values: definition.values ?? [] };
    case 'interval':
      return { kind: 'interval', intervals: [between(definition.minimum, definition.maximum)] };
    case 'set':
      return { kind: 'set', members: [], complete: false };
    case 'date':
      return { kind: 'date', monthsAgo: between(0, undefined) };
  }
}

export function oneOf(values: readonly string[]): PossibleValues {
  return { kind: 'one-of', values };
}

export function numeric(intervals: readonly Interval[]): PossibleValues {
  return { kind: 'interval', intervals };
}

/** What two statements about the same fact leave possible together; undefined when they exclude each other. */
export function intersect(a: PossibleValues, b: PossibleValues): PossibleValues | undefined {
  if (a.kind === 'one-of' && b.kind === 'one-of') {
    const values = a.values.filter((value) => b.values.includes(value));
    return values.length === 0 ? undefined : oneOf(values);
  }
  if (a.kind === 'interval' && b.kind === 'interval') {
    const intervals = normaliseUnion(intersectUnions(a.intervals, b.intervals));
    return intervals.length === 0 ? undefined : numeric(intervals);
  }
  return a;
}

/** What is possible if either of two statements is true. */
export function unite(a: PossibleValues, b: PossibleValues): PossibleValues {
  if (a.kind === 'one-of' && b.kind === 'one-of') {
    return oneOf([...new Set([...a.values, ...b.values])]);
  }
  if (a.kind === 'interval' && b.kind === 'interval') {
    return numeric(normaliseUnion([...a.intervals, ...b.intervals]));
  }
  return a;
}

/** What is possible if any of several statements is true; at least one is given. */
export function uniteAll(statements: readonly PossibleValues[]): PossibleValues {
  const [first = unboundedNumber, ...rest] = statements;
  const alike = statements.filter(({ kind }) => kind === first.kind);
  switch (first.kind) {
    case 'one-of':
      return oneOf([...new Set(alike.flatMap((one) => (one.kind === 'one-of' ? one.values : [])))]);
    case 'interval':
      return numeric(
        normaliseUnion(alike.flatMap((one) => (one.kind === 'interval' ? one.intervals : []))),
      );
    case 'set':
    case 'date':
      return rest.reduce(unite, first);
  }
}

export function isSubset(inner: PossibleValues, outer: PossibleValues): boolean {
  if (inner.kind === 'one-of' && outer.kind === 'one-of') {
    return inner.values.every((value) => outer.values.includes(value));
  }
  if (inner.kind === 'interval' && outer.kind === 'interval') {
    return isSubsetOf(inner.intervals, outer.intervals);
  }
  return false;
}

/** True when exactly one value is left. */
export function isSingle(possible: PossibleValues): boolean {
  switch (possible.kind) {
    case 'one-of':
      return possible.values.length === 1;
    case 'interval': {
      const [only, ...rest] = possible.intervals;
      return only !== undefined && rest.length === 0 && isPoint(only);
    }
    case 'set':
      return possible.complete;
    case 'date':
      return isPoint(possible.monthsAgo);
  }
}

/** In the order of the fact's domain, so that equal sets print alike. */
export function inDomainOrder(
  definition: FactDefinition,
  values: readonly string[],
): readonly string[] {
  return (definition.values ?? []).filter((value) => values.includes(value));
}

export const unboundedNumber: PossibleValues = numeric([wholeLine]);
