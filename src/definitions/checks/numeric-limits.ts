/** Limits that a number is compared with: possible, within the fact's range, and not against each other. */
import type { FactDefinition, FactTest } from '../../model/knowledge.js';

export const limitOperators = ['below', 'atMost', 'atLeast', 'above'] as const;

interface Bounds {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

/** Whether two tests of one fact leave no number that meets both. */
export function limitsContradict(a: FactTest, b: FactTest): boolean {
  const [first, second] = [boundsOf(a), boundsOf(b)];
  const low = Math.max(first.low, second.low);
  const high = Math.min(first.high, second.high);
  const open = [first, second].some(
    (bounds) => (bounds.lowOpen && bounds.low === low) || (bounds.highOpen && bounds.high === high),
  );
  return low > high || (low === high && open);
}

function boundsOf(test: FactTest): Bounds {
  const { below = Infinity, atMost = Infinity, atLeast = -Infinity, above = -Infinity } = test;
  return {
    low: Math.max(atLeast, above),
    lowOpen: above >= atLeast && above > -Infinity,
    high: Math.min(atMost, below),
    highOpen: below <= atMost && below < Infinity,
  };
}

/** What is wrong with the numbers of a test on an interval fact. */
export function* numericTestProblems(
  test: FactTest,
  fact: FactDefinition,
): Iterable<{ readonly at: readonly string[]; readonly message: string }> {
  const { low, high } = rangeOf(fact);
  for (const operator of limitOperators) {
    const limit = test[operator];
    if (limit !== undefined && (limit < low || limit > high)) {
      const unit = fact.unit === undefined || fact.unit === '1' ? '' : ` ${fact.unit}`;
      yield {
        at: [operator],
        message: `The limit ${limit} lies outside what \`${fact.fact}\` can be: ${rangeInWords(low, high)}${unit}.`,
      };
    }
  }
  if (limitsContradict(test, test)) {
    yield {
      at: [],
      message: `The limits given for \`${fact.fact}\` contradict each other: no number meets them all.`,
    };
  }
}

/** The lowest and highest number a fact can be; percentages are from 0 to 100 unless the fact says otherwise. */
export function rangeOf(fact: FactDefinition): { readonly low: number; readonly high: number } {
  const percent = fact.unit === '%';
  return {
    low: fact.minimum ?? (percent ? 0 : -Infinity),
    high: fact.maximum ?? (percent ? 100 : Infinity),
  };
}

function rangeInWords(low: number, high: number): string {
  if (high === Infinity) return `${low} or more`;
  return low === -Infinity ? `${high} or less` : `${low} to ${high}`;
}
