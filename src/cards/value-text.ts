/** Values of facts in words. Values of the knowledge only: what the chart wrote itself stays in the evidence. */
import { unitText } from '../logic/unit-words.js';
import { valueLabel } from '../logic/value-label.js';
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import type {
  Dated,
  Evidence,
  Fact,
  Interval,
  MemberSet,
  PossibleValues,
} from '../model/values.js';

type FactWords = Pick<FactDefinition, 'unit' | 'minimum' | 'maximum' | 'valueLabels' | 'values'>;

/** The label of a fact, its id where the knowledge has none. */
export function factLabel(knowledge: Pick<Knowledge, 'factById'>, factId: string): string {
  return knowledge.factById.get(factId)?.label ?? factId;
}

/** What the value of a fact may be, in words ("3 to 5 %", "G1 or G2"); undefined where nothing is known. */
export function factValueText(fact: Fact, definition: FactWords | undefined): string | undefined {
  if (fact.status === 'unknown') return undefined;
  return possibleText(fact.possible, definition ?? {});
}

function possibleText(possible: PossibleValues, definition: FactWords): string | undefined {
  switch (possible.kind) {
    case 'one-of':
      return joinWith(
        'or',
        possible.values.map((value) => valueLabel(value, definition)),
      );
    case 'interval':
      return joinWith(
        'or',
        possible.intervals.map((interval) => intervalText(interval, definition)),
      );
    case 'set':
      return setText(possible, definition);
    case 'date':
      return datedText(possible);
  }
}

/** "a", "a or b", "a, b or c"; undefined for an empty list. */
export function joinWith(word: 'and' | 'or', parts: readonly string[]): string | undefined {
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2) return last;
  return `${parts.slice(0, -1).join(', ')} ${word} ${last}`;
}

function intervalText(exact: Interval, words: FactWords): string {
  const { unit, minimum, maximum } = words;
  const interval = unit === 'mo' ? inWholeMonths(exact) : exact;
  const { low, high } = interval;
  const suffix = unitText(unit);
  if (low === high) return numberText(low) + suffix;
  const hasLow = Number.isFinite(low) && (low !== minimum || interval.lowOpen === true);
  const hasHigh = Number.isFinite(high) && (high !== maximum || interval.highOpen === true);
  if (hasLow && hasHigh) return rangeText(interval) + suffix;
  if (!hasLow && !hasHigh) return 'any value';
  return (hasHigh ? upperText(interval) : lowerText(interval)) + suffix;
}

/** Completed months: fractions of them come from counting days and say nothing. */
function inWholeMonths(interval: Interval): Interval {
  const { low, high } = interval;
  return { ...interval, low: Math.floor(low), high: Math.floor(high) };
}

function upperText({ high, highOpen }: Interval): string {
  return `${highOpen === true ? 'below' : 'at most'} ${numberText(high)}`;
}

function lowerText({ low, lowOpen }: Interval): string {
  return `${lowOpen === true ? 'above' : 'at least'} ${numberText(low)}`;
}

function rangeText({ low, high, lowOpen, highOpen }: Interval): string {
  const from = lowOpen === true ? `above ${numberText(low)}` : numberText(low);
  const to = highOpen === true ? `below ${numberText(high)}` : numberText(high);
  return `${from} to ${to}`;
}

function numberText(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function setText(set: MemberSet, definition: FactWords): string | undefined {
  if (set.members.length === 0) return set.complete ? 'none' : undefined;
  const words = set.members.map((member) => {
    const label = valueLabel(member.id, definition);
    return member.status === 'active' ? label : `${label} (${member.status})`;
  });
  return joinWith('and', [...new Set(words)]);
}

function datedText({ monthsAgo, date }: Dated): string | undefined {
  if (date !== undefined) return date.text;
  if (monthsAgo.low === Infinity) return 'never';
  if (!Number.isFinite(monthsAgo.high)) return undefined;
  return `${intervalText(monthsAgo, { unit: 'mo' })} ago`;
}

/** The records that a fact rests on; those named only because they were not used are left out. */
export function usedEvidence(fact: Pick<Fact, 'evidence'>): readonly Evidence[] {
  return fact.evidence.filter((item) => item.notUsed === undefined);
}
