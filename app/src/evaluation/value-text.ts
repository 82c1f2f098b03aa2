/** Values of facts in words ("3 to 5 %", "G1 or G2"). */
import type { AppFact } from '../../../src/model/smart-app.js';
import type { Bounds, EvaluatedFact } from './evaluation.js';
import { joinWith } from './vocabulary.js';

const unitWords: Readonly<Record<string, string>> = {
  a: 'years',
  mo: 'months',
  '1': '',
  '{#}': '',
};

/** The unit with a leading blank, or nothing where a bare number reads better. */
export function unitText(unit: string | undefined): string {
  const word = unit === undefined ? '' : (unitWords[unit] ?? unit);
  return word === '' ? '' : ` ${word}`;
}

export function numberText(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The plain word for a value or set member. */
export function valueLabel(value: string, fact: AppFact | undefined): string {
  return fact?.values.find((known) => known.value === value)?.label ?? value.replaceAll('-', ' ');
}

/** What the value of a fact may be; undefined where nothing is known. */
export function valueText(evaluated: EvaluatedFact, fact: AppFact | undefined): string | undefined {
  if (evaluated.status === 'unknown') return undefined;
  switch (evaluated.kind) {
    case 'one-of':
      return joinWith(
        'or',
        (evaluated.values ?? []).map((value) => valueLabel(value, fact)),
      );
    case 'interval': {
      const parts = evaluated.intervals ?? [evaluated.interval ?? {}];
      return joinWith(
        'or',
        parts.map((bounds) => boundsText(bounds, { fact, unit: evaluated.unit })),
      );
    }
    case 'set':
      return membersText(evaluated, fact);
    case 'date':
      return datedText(evaluated);
  }
}

interface BoundsWords {
  readonly fact?: Pick<AppFact, 'minimum' | 'maximum'> | undefined;
  readonly unit: string | undefined;
}

/** "2 %", "below 5 %", "3 to below 20 %". The ends of the domain are not told. */
export function boundsText(exact: Bounds, { fact, unit }: BoundsWords): string {
  const bounds = unit === 'mo' ? inWholeMonths(exact) : exact;
  const suffix = unitText(unit);
  const { low, high } = bounds;
  if (low !== undefined && low === high) return numberText(low) + suffix;
  const lower = lowerEnd(bounds, fact?.minimum);
  const upper = upperEnd(bounds, fact?.maximum);
  if (lower === undefined) {
    if (upper === undefined) return 'any value';
    return `${upper.isOpen ? 'below' : 'at most'} ${upper.text}${suffix}`;
  }
  if (upper === undefined) return `${lower.isOpen ? 'above' : 'at least'} ${lower.text}${suffix}`;
  return rangeText(lower, upper) + suffix;
}

function rangeText(lower: End, upper: End): string {
  return `${lower.isOpen ? 'above ' : ''}${lower.text} to ${upper.isOpen ? 'below ' : ''}${upper.text}`;
}

interface End {
  readonly text: string;
  /** Without the bound itself. */
  readonly isOpen: boolean;
}

function lowerEnd({ low, lowInclusive }: Bounds, minimum: number | undefined): End | undefined {
  const isOpen = lowInclusive === false;
  return low === undefined || (low === minimum && !isOpen)
    ? undefined
    : { text: numberText(low), isOpen };
}

function upperEnd({ high, highInclusive }: Bounds, maximum: number | undefined): End | undefined {
  const isOpen = highInclusive === false;
  return high === undefined || (high === maximum && !isOpen)
    ? undefined
    : { text: numberText(high), isOpen };
}

/** Completed months: fractions of them come from counting days and say nothing. */
function inWholeMonths({ low, high, ...ends }: Bounds): Bounds {
  return {
    ...ends,
    ...(low !== undefined && { low: Math.floor(low) }),
    ...(high !== undefined && { high: Math.floor(high) }),
  };
}

function membersText(
  { members = [] }: EvaluatedFact,
  fact: AppFact | undefined,
): string | undefined {
  if (members.length === 0) return 'none';
  const words = members.map(({ id, status }) => {
    const label = valueLabel(id, fact);
    return status === 'active' ? label : `${label} (${status})`;
  });
  return joinWith('and', [...new Set(words)]);
}

function datedText({ date, never, monthsAgo }: EvaluatedFact): string | undefined {
  if (date !== undefined) return date;
  if (never === true) return 'never';
  if (monthsAgo?.high === undefined) return undefined;
  return `${boundsText(monthsAgo, { unit: 'mo' })} ago`;
}
