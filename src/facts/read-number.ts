/** Numbers as charts hold them: quantities with comparators, ranges, ratios, integers and short texts, as intervals. */
import type { Quantity, Range, Ratio } from 'fhir/r4.js';
import { between, intersectIntervals, isEmptyInterval, point } from '../logic/intervals.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { Interval } from '../model/values.js';
import {
  asDecimal,
  asThousands,
  hasGroups,
  parseNumberText,
  type NumberText,
} from './number-text.js';
import { withoutNoise, type UnitConverter } from './units.js';

export type NumberReading = { readonly interval: Interval } | { readonly problem: string };

export interface NumberContext {
  readonly fact: Pick<
    FactDefinition,
    'unit' | 'unitOptional' | 'unitOptionalInText' | 'minimum' | 'maximum' | 'molarMass'
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

const outside = 'is outside what is possible';

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

/** A short text such as "<2 %", "3-5 %", "ca. 10" or "2,5 %". Anything else is not read as a number. */
export function readText(text: unknown, context: NumberContext): NumberReading {
  const short = typeof text === 'string' && text.length <= 60 ? text.trim() : '';
  if (hasGroups(short)) return { problem: 'may have a thousands separator' };
  const stated = parseNumberText(short);
  if (stated === undefined) return { problem: 'is a text that does not state just a number' };
  const unit = stated.unit === undefined ? impliedUnit(context) : unitOfText(stated.unit, context);
  const problem = ambiguityOf(stated, unit, context);
  if (problem !== undefined) return { problem };
  const interval = intervalOf(stated);
  if (interval === undefined) return { problem: 'is a range with a comparator' };
  const spread = stated.isApproximate ? context.approximateSpreadPercent / 100 : 0;
  return inUnit(widened(interval, spread), unit, context);
}

/** Why a text may mean another number than it seems to. A number of thousands that is beyond the fact's limits is not meant. */
function ambiguityOf(
  stated: NumberText,
  unit: string | undefined,
  context: NumberContext,
): string | undefined {
  if (stated.unit !== undefined && dependsOnCase(stated.unit, context)) {
    return 'has a unit that is another in small letters';
  }
  const mayBeThousands = stated.numbers
    .map(asThousands)
    .some((value) => value !== undefined && !isOutside(value, unit, context));
  if (mayBeThousands) return 'may have a thousands separator';
  const areBare = stated.unit === undefined && context.fact.unit === '%';
  return areBare && mayBeFractions(stated.numbers.map(asDecimal))
    ? 'may be a fraction or a percentage'
    : undefined;
}

function isOutside(value: number, unit: string | undefined, context: NumberContext): boolean {
  const read = inUnit(point(value), unit, context);
  return 'problem' in read && read.problem === outside;
}

/** Undefined for a range with a comparator before it, which makes no sense. */
function intervalOf({ numbers, comparator }: NumberText): Interval | undefined {
  const [first = NaN, second] = numbers.map(asDecimal);
  if (second === undefined) return withComparator(first, comparator);
  return comparator === undefined ? between(first, second) : undefined;
}

/** Texts are often in capitals (MG/DL) or in small letters (k/ul). */
function unitOfText(written: string, context: NumberContext): string {
  const small = written.toLowerCase();
  return factorOf(written, context) === undefined ? small : written;
}

/** A capital M is a million in UCUM, a small one a thousandth: 90 ML/min are hardly megalitres. */
function dependsOnCase(written: string, context: NumberContext): boolean {
  const factor = factorOf(written, context);
  const small = factorOf(written.toLowerCase(), context);
  return factor !== undefined && small !== undefined && factor !== small;
}

function factorOf(unit: string, { fact, convert }: NumberContext): number | undefined {
  return convert(unit, fact.unit ?? '1', fact.molarMass);
}

/** A text without a unit says no more than a Quantity without one, unless the fact leaves no other unit likely. */
function impliedUnit({ fact }: NumberContext): string | undefined {
  return fact.unitOptionalInText === true ? fact.unit : undefined;
}

/** 0.2, and 0.5-1 too; 0 and 1 alone are percentages. */
function mayBeFractions(values: readonly number[]): boolean {
  return values.every((value) => value <= 1) && values.some((value) => value > 0 && value < 1);
}

function widened(interval: Interval, spread: number): Interval {
  return { ...interval, low: interval.low * (1 - spread), high: interval.high * (1 + spread) };
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
  const { fact } = context;
  if (unit === undefined && fact.unitOptional !== true) return { problem: 'has no unit' };
  const factor = unit === undefined ? 1 : factorOf(unit, context);
  if (factor === undefined || !isInOnes(factor, fact.unit)) {
    return { problem: `has a unit that cannot be converted to ${fact.unit ?? '1'}` };
  }
  const converted = {
    ...interval,
    low: withoutNoise(interval.low * factor),
    high: withoutNoise(interval.high * factor),
  };
  const bounded = intersectIntervals(converted, between(fact.minimum, fact.maximum));
  const isBeyond = isEmptyInterval(bounded) || hasLostAnEnd(converted, bounded);
  if (isBeyond || isEmptyInterval(converted)) return { problem: outside };
  return { interval: bounded };
}

/** Counts, scores and ratios are not stated in hundredths: an "INR" in percent is a Quick value. */
function isInOnes(factor: number, unit = '1'): boolean {
  return unit !== '1' || factor === 1;
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
