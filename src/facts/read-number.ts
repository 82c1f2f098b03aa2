/** Numbers as charts hold them: quantities with comparators, ranges, ratios, integers and short texts, as intervals. */
import type { Quantity, Range, Ratio } from 'fhir/r4.js';
import { between, intersectIntervals, isEmptyInterval, point } from '../logic/intervals.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { Interval } from '../model/values.js';
import { withoutNoise, type UnitConverter } from './units.js';

export type NumberReading = { readonly interval: Interval } | { readonly problem: string };

export interface NumberContext {
  readonly fact: Pick<
    FactDefinition,
    'unit' | 'unitOptional' | 'unitRequired' | 'minimum' | 'maximum' | 'molarMass'
  >;
  readonly convert: UnitConverter;
  /** "ca. 10" is read as 10 plus or minus this percentage. */
  readonly approximateSpreadPercent: number;
}

function withComparator(value: number, comparator: string | undefined): Interval | undefined {
  switch (comparator ?? '') {
    case '':
      return point(value);
    case '<':
      return { low: -Infinity, high: value, highOpen: true };
    case '<=':
    case '≤':
      return { low: -Infinity, high: value };
    case '>':
      return { low: value, high: Infinity, lowOpen: true };
    case '>=':
    case '≥':
      return { low: value, high: Infinity };
    default:
      return undefined;
  }
}

/** Servers send texts and null, too. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A Quantity with its comparator, in the fact's unit. https://hl7.org/fhir/R4/datatypes.html#Quantity */
export function readQuantity(quantity: Quantity, context: NumberContext): NumberReading {
  const { value, comparator } = quantity;
  if (!isNumber(value)) return { problem: 'has no number' };
  const interval = withComparator(value, comparator);
  if (interval === undefined) return { problem: 'has an unknown comparator' };
  return inUnit(interval, unitOf(quantity), context);
}

/** A Range; a missing end is open. FHIR knows no comparators on its ends. */
export function readRange(range: Range, context: NumberContext): NumberReading {
  const ends = [range.low ?? undefined, range.high ?? undefined];
  const stated = ends.filter((end) => end !== undefined);
  const [low, high] = ends.map((end) => end?.value ?? undefined);
  const values = [low, high].filter((value) => value !== undefined);
  if (values.length === 0 || !values.every(isNumber)) return { problem: 'has no number' };
  if (stated.some(hasComparator)) return { problem: 'is a range with a comparator' };
  const [unit, ...others] = new Set(stated.map(unitOf));
  if (others.length > 0) return { problem: 'states its ends in different units' };
  return inUnit(between(low, high), unit, context);
}

/** A Ratio as its quotient, which has no unit; a comparator of its numerator is one of the quotient. */
export function readRatio(
  { numerator, denominator }: Ratio,
  context: NumberContext,
): NumberReading {
  const dividend = numerator?.value;
  const divisor = denominator?.value;
  if (!isNumber(dividend) || !isNumber(divisor) || divisor <= 0) {
    return { problem: 'is not a usable ratio' };
  }
  if (hasComparator(denominator)) return { problem: 'is a ratio to a number with a comparator' };
  if (unitOf(numerator) !== unitOf(denominator)) {
    return { problem: 'is a ratio of different units' };
  }
  const interval = withComparator(dividend / divisor, numerator?.comparator);
  if (interval === undefined) return { problem: 'has an unknown comparator' };
  return inUnit(interval, '1', context);
}

function hasComparator(quantity: Quantity | undefined): boolean {
  return (quantity?.comparator ?? '') !== '';
}

/** A bare integer: a count or score, or a whole number in the fact's unit. */
export function readInteger(value: number, context: NumberContext): NumberReading {
  return Number.isFinite(value)
    ? inUnit(point(value), undefined, context)
    : { problem: 'is no number' };
}

const number = String.raw`(\d{1,9}(?:[.,]\d{1,6})?)`;
const textShape = new RegExp(
  String.raw`^(ca\.?|circa|approx\.?|approximately|about|~|etwa)?\s*(<=|>=|<|>|≤|≥|less than|more than|up to|at least)?\s*${number}` +
    String.raw`(?:\s*(%)?\s*(?:-|–|—|to|bis)\s*${number})?\s*([^\d\s].{0,30})?$`,
  'u',
);

/** "150,000" is 150 thousand to some and 150 to others. */
const thousandsShape = /^[1-9]\d{0,2}[.,]\d{3}$/;

const comparatorWords: Readonly<Record<string, string>> = {
  'less than': '<',
  'more than': '>',
  'up to': '<=',
  'at least': '>=',
};

/** A short text such as "<2 %", "3-5 %", "ca. 10" or "2,5 %". Anything else is not read as a number. */
export function readText(text: unknown, context: NumberContext): NumberReading {
  const match =
    typeof text === 'string' && text.length <= 60
      ? textShape.exec(text.trim().toLowerCase())
      : null;
  if (match === null) return { problem: 'is a text that does not state just a number' };
  const [, approximately, comparator, first, , second, unit] = match;
  const texts = [first, second].filter((value) => value !== undefined);
  const values = texts.map(toNumber);
  const problem = ambiguityOf(texts, unit, context);
  if (problem !== undefined) return { problem };
  const interval =
    second === undefined
      ? withComparator(toNumber(first), comparatorWords[comparator ?? ''] ?? comparator)
      : rangeOf(values, comparator);
  if (interval === undefined) return { problem: 'is a range with a comparator' };
  const spread = approximately === undefined ? 0 : context.approximateSpreadPercent / 100;
  return inUnit(widened(interval, spread), unit ?? impliedUnit(context), context);
}

function ambiguityOf(
  texts: readonly string[],
  unit: string | undefined,
  context: NumberContext,
): string | undefined {
  if (texts.some((one) => thousandsShape.test(one))) return 'may have a thousands separator';
  const mayBeFractions = texts.every((one) => mayBeFraction(toNumber(one), context));
  return unit === undefined && mayBeFractions ? 'may be a fraction or a percentage' : undefined;
}

/** "3-5"; a comparator before it makes no sense. */
function rangeOf(ends: readonly number[], comparator: string | undefined): Interval | undefined {
  return comparator === undefined ? between(ends[0], ends[1]) : undefined;
}

/** A text that names no unit is taken to be in the fact's. */
function impliedUnit({ fact }: NumberContext): string | undefined {
  return fact.unitRequired === true ? undefined : fact.unit;
}

function mayBeFraction(value: number, { fact }: NumberContext): boolean {
  return fact.unit === '%' && value > 0 && value < 1;
}

function widened(interval: Interval, spread: number): Interval {
  return { ...interval, low: interval.low * (1 - spread), high: interval.high * (1 + spread) };
}

function toNumber(text: string | undefined): number {
  return Number((text ?? '').replace(',', '.'));
}

function unitOf(quantity: Quantity | undefined): string | undefined {
  return quantity?.code ?? quantity?.unit ?? undefined;
}

/** Converts an interval into the fact's unit and checks it against the fact's limits. */
function inUnit(
  interval: Interval,
  unit: string | undefined,
  context: NumberContext,
): NumberReading {
  const { fact, convert } = context;
  const wanted = fact.unit ?? '1';
  if (unit === undefined && fact.unitOptional !== true) return { problem: 'has no unit' };
  const factor = unit === undefined ? 1 : convert(unit, wanted, fact.molarMass);
  if (factor === undefined) return { problem: `has a unit that cannot be converted to ${wanted}` };
  const converted = {
    ...interval,
    low: withoutNoise(interval.low * factor),
    high: withoutNoise(interval.high * factor),
  };
  const bounded = intersectIntervals(converted, between(fact.minimum, fact.maximum));
  const outside = isEmptyInterval(bounded) || hasLostAnEnd(converted, bounded);
  if (outside || isEmptyInterval(converted)) return { problem: 'is outside what is possible' };
  return { interval: bounded };
}

/** A finite end beyond the fact's limits is a mistake in the record; an open end is merely cut. */
function hasLostAnEnd(converted: Interval, bounded: Interval): boolean {
  return (
    (Number.isFinite(converted.low) && converted.low < bounded.low) ||
    (Number.isFinite(converted.high) && converted.high > bounded.high)
  );
}

const bandShape = /^([[(])\s*(\*|\d+(?:\.\d+)?)\s*,\s*(\*|\d+(?:\.\d+)?)\s*([\])])$/;

/** A band as mapping files write it: `[25, 50]`, `(75, *)`. */
export function parseBand(band: string): Interval | undefined {
  const match = bandShape.exec(band.trim());
  if (match === null) return undefined;
  const [, open, low, high, close] = match;
  const lowOpen = open === '(' && low !== '*';
  const highOpen = close === ')' && high !== '*';
  return {
    low: low === '*' ? -Infinity : Number(low),
    high: high === '*' ? Infinity : Number(high),
    ...(lowOpen && { lowOpen }),
    ...(highOpen && { highOpen }),
  };
}
