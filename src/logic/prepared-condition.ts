/** Conditions made ready for judging many patients: what a test wants is found out once. */
import type { Condition, FactTest } from '../model/knowledge.js';
import type { Interval } from '../model/values.js';
import { wholeLine } from './intervals.js';

export interface PreparedTest {
  readonly op: 'test';
  readonly test: FactTest;
  /** In words ("below 5 %"); empty where nobody reads them. */
  readonly text: string;
  readonly fact: string;
  /** The fact as recorded, before its own derivation. */
  readonly documented: boolean;
  /** Values of a one-of fact that pass. */
  readonly values: readonly string[];
  /** Numbers that pass. */
  readonly numbers: Interval;
  /** Ages in months that pass. */
  readonly months: Interval;
}

export interface PreparedBranch {
  readonly op: 'all' | 'any' | 'not';
  /** Exactly one below `not`. */
  readonly of: readonly PreparedCondition[];
  /** Facts that it names, in order of appearance. */
  readonly facts: readonly string[];
}

export type PreparedCondition = PreparedTest | PreparedBranch;

/** Puts a test into words. */
export type DescribeTest = (test: FactTest) => string;

const inNoWords: DescribeTest = () => '';

export function prepareCondition(
  condition: Condition,
  describe: DescribeTest = inNoWords,
): PreparedCondition {
  if ('fact' in condition) return prepareTest(condition, describe);
  if ('all' in condition) return prepareBranch('all', condition.all, describe);
  if ('any' in condition) return prepareBranch('any', condition.any, describe);
  return prepareBranch('not', [condition.not], describe);
}

function prepareTest(test: FactTest, describe: DescribeTest): PreparedTest {
  return {
    op: 'test',
    test,
    text: describe(test),
    fact: test.fact,
    documented: test.documented === true,
    values: test.in ?? (test.is === undefined ? [] : [test.is]),
    numbers: numbersOf(test),
    months: { low: -Infinity, high: test.withinMonths ?? Infinity },
  };
}

function numbersOf({ above, atLeast, below, atMost }: FactTest): Interval {
  return {
    low: above ?? atLeast ?? wholeLine.low,
    high: below ?? atMost ?? wholeLine.high,
    lowOpen: above !== undefined,
    highOpen: below !== undefined,
  };
}

function prepareBranch(
  op: PreparedBranch['op'],
  parts: readonly Condition[],
  describe: DescribeTest,
): PreparedBranch {
  const of = parts.map((part) => prepareCondition(part, describe));
  return { op, of, facts: [...new Set(of.flatMap(factsIn))] };
}

/** All fact ids that a condition names, in order of appearance. */
export function factsIn(condition: PreparedCondition): readonly string[] {
  return condition.op === 'test' ? [condition.fact] : condition.facts;
}
