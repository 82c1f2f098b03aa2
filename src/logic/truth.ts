/**
 * Kleene's strong three-valued logic over facts (S. C. Kleene, Introduction to Metamathematics, 1952, section 64).
 * A test is met when every possible value passes it, not met when none does, and unknown otherwise.
 */
import type { Condition, FactTest } from '../model/knowledge.js';
import type { Truth, TruthReason } from '../model/evaluation.js';
import type { Fact, FactMap, Interval, MemberSet, SetMember } from '../model/values.js';
import { isEmptyInterval, liesWithin, shares } from './intervals.js';

export interface Judged {
  readonly result: Truth;
  readonly reason?: TruthReason;
}

/** Looks a test's fact up; derivations resolve `documented` tests differently. */
export type FactLookup = (test: FactTest) => Fact | undefined;

export function lookUpIn(facts: FactMap): FactLookup {
  return (test) => facts.get(test.fact);
}

/** The most telling reason first: what went wrong before what is merely not there. */
const reasonOrder: readonly TruthReason[] = [
  'fetch-failed',
  'conflicting',
  'unusable-value',
  'stale',
  'no-data',
  'undecided-value',
];

/** The reason to report when several things are unknown. */
export function mainReason(reasons: readonly (TruthReason | undefined)[]): TruthReason | undefined {
  return reasonOrder.find((reason) => reasons.includes(reason));
}

export function isTest(condition: Condition): condition is FactTest {
  return 'fact' in condition;
}

export function negate(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'met' ? 'not-met' : 'met';
}

export function allOf(results: readonly Truth[]): Truth {
  if (results.includes('not-met')) return 'not-met';
  return results.includes('unknown') ? 'unknown' : 'met';
}

export function anyOf(results: readonly Truth[]): Truth {
  if (results.includes('met')) return 'met';
  return results.includes('unknown') ? 'unknown' : 'not-met';
}

/** Judges a condition tree, without keeping the tree. */
export function truthOf(condition: Condition, lookUp: FactLookup): Truth {
  if (isTest(condition)) return judgeTest(condition, lookUp(condition)).result;
  if ('all' in condition) return allOf(condition.all.map((part) => truthOf(part, lookUp)));
  if ('any' in condition) return anyOf(condition.any.map((part) => truthOf(part, lookUp)));
  return negate(truthOf(condition.not, lookUp));
}

/** Judges one test on one fact; an unknown result says why. */
export function judgeTest(test: FactTest, fact: Fact | undefined): Judged {
  if (fact === undefined) return { result: 'unknown', reason: 'no-data' };
  if (fact.undecided === true) return { result: 'unknown', reason: whyUnknown(fact) };
  const result = resultOf(test, fact);
  return result === 'unknown' ? { result, reason: whyUnknown(fact) } : { result };
}

function whyUnknown(fact: Fact): TruthReason {
  return fact.reason ?? 'undecided-value';
}

function resultOf(test: FactTest, fact: Fact): Truth {
  const { possible } = fact;
  switch (possible.kind) {
    case 'one-of':
      return ofOneOf(test, possible.values);
    case 'interval':
      return ofIntervals(possible.intervals, numberTest(test));
    case 'date':
      return ofIntervals([possible.monthsAgo], monthsTest(test));
    case 'set':
      return ofSet(test, possible);
  }
}

function ofOneOf(test: FactTest, values: readonly string[]): Truth {
  const wanted = test.in ?? (test.is === undefined ? [] : [test.is]);
  const passing = values.filter((value) => wanted.includes(value)).length;
  if (passing === values.length) return 'met';
  return passing === 0 ? 'not-met' : 'unknown';
}

function numberTest(test: FactTest): Interval {
  const lowOpen = test.above !== undefined;
  const highOpen = test.below !== undefined;
  return {
    low: test.above ?? test.atLeast ?? -Infinity,
    high: test.below ?? test.atMost ?? Infinity,
    ...(lowOpen && { lowOpen }),
    ...(highOpen && { highOpen }),
  };
}

function monthsTest(test: FactTest): Interval {
  return { low: -Infinity, high: test.withinMonths ?? Infinity };
}

/** Met when all that is possible lies within what is wanted, not met when nothing does. */
function ofIntervals(possible: readonly Interval[], wanted: Interval): Truth {
  if (possible.every((one) => isEmptyInterval(one) || liesWithin(one, wanted))) return 'met';
  return possible.some((one) => shares(one, wanted)) ? 'unknown' : 'not-met';
}

function ofSet(test: FactTest, set: MemberSet): Truth {
  if (test.isEmpty !== undefined) {
    const empty: Truth = set.members.length > 0 ? 'not-met' : set.complete ? 'met' : 'unknown';
    return test.isEmpty ? empty : negate(empty);
  }
  const results = set.members
    .filter((member) => test.includesAny?.includes(member.id) ?? true)
    .filter((member) => test.status?.includes(member.status) ?? true)
    .map((member) => ofMemberDate(test, member));
  return anyOf(set.complete ? results : [...results, 'unknown']);
}

function ofMemberDate(test: FactTest, member: SetMember): Truth {
  if (test.withinMonths === undefined) return 'met';
  if (member.monthsAgo === undefined) return 'unknown';
  return ofIntervals([member.monthsAgo], monthsTest(test));
}
