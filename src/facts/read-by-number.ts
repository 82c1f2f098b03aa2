/** Numbers of an Observation, and named values that stand for ranges of numbers (Krenning 2 to 4 is positive). */
import { between, hull, intersectIntervals, isEmptyInterval } from '../logic/intervals.js';
import { oneOf } from '../logic/possible-values.js';
import type { ValueReading } from '../model/knowledge.js';
import type { PossibleValues } from '../model/values.js';
import {
  readInteger,
  readQuantity,
  readRange,
  readRatio,
  readText,
  type NumberContext,
  type NumberReading,
} from './read-number.js';
import type { ReadingContext } from './records.js';
import type { ValueCarrier } from './value-text.js';

type Reading = { readonly possible: PossibleValues } | { readonly problem: string } | undefined;

/** Whatever number the Observation carries; undefined when it carries none. Some servers write null where there is none. */
export function readNumber(
  carrier: ValueCarrier,
  context: NumberContext,
): NumberReading | undefined {
  const quantity = carrier.valueQuantity ?? undefined;
  const range = carrier.valueRange ?? undefined;
  const ratio = carrier.valueRatio ?? undefined;
  const integer = carrier.valueInteger ?? undefined;
  const text = carrier.valueString ?? undefined;
  if (quantity !== undefined) return readQuantity(quantity, context);
  if (range !== undefined) return readRange(range, context);
  if (ratio !== undefined) return readRatio(ratio, context);
  if (integer !== undefined) return readInteger(integer, context);
  if (text !== undefined) return readText(text, context);
  return undefined;
}

/** The named values of all ranges that the number may lie in. An open end reaches as far as the ranges do. */
export function readByNumber(
  carrier: ValueCarrier,
  ranges: NonNullable<ValueReading['numbers']>,
  context: ReadingContext,
): Reading {
  const read = readNumber(carrier, {
    fact: { unit: '1', unitOptional: true },
    convert: context.convert,
    approximateSpreadPercent: context.knowledge.reading.approximateSpreadPercent,
  });
  if (read === undefined) return undefined;
  if ('problem' in read) return read;
  const { interval } = read;
  const reach = hull(
    ranges.map(({ atLeast, atMost }) => between(atLeast, atMost)).sort((a, b) => a.low - b.low),
  );
  const isBeyond = (end: number): boolean =>
    Number.isFinite(end) && reach !== undefined && (end < reach.low || end > reach.high);
  const given = ranges.filter(
    ({ atLeast, atMost }) =>
      !isEmptyInterval(intersectIntervals(interval, between(atLeast, atMost))),
  );
  if (given.length === 0 || isBeyond(interval.low) || isBeyond(interval.high)) {
    return { problem: 'is outside the known ranges' };
  }
  return { possible: oneOf([...new Set(given.flatMap(({ gives }) => gives))]) };
}
