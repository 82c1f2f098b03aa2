/**
 * Kleene's strong three-valued logic over facts (S. C. Kleene, Introduction to Metamathematics, 1952, section 64).
 * A test is met when every possible value passes it, not met when none does, and unknown otherwise.
 */
import type { Truth, TruthReason } from '../model/evaluation.js';
import type { Fact, Facts, Interval, MemberSet, SetMember } from '../model/values.js';
import { isEmptyInterval, liesWithin, shares } from './intervals.js';
import type { PreparedCondition, PreparedTest } from './prepared-condition.js';

/** Looks a test's fact up; derivations resolve `documented` tests differently. */
export type FactLookup = (test: Pick<PreparedTest, 'fact' | 'documented'>) => Fact | undefined;

export function lookUpIn(facts: Facts): FactLookup {
  return ({ fact }) => facts.get(fact);
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

/** Judges a condition, without keeping the results of its parts. */
export function truthOf(condition: PreparedCondition, lookUp: FactLookup): Truth {
  switch (condition.op) {
    case 'test':
      return judgeTest(condition, lookUp(condition));
    case 'not':
      return negate(truthOfAny(condition.of, lookUp));
    case 'all':
      return truthOfAll(condition.of, lookUp);
    case 'any':
      return truthOfAny(condition.of, lookUp);
  }
}

/** As `allOf`, but looks no further than it must. */
function truthOfAll(parts: readonly PreparedCondition[], lookUp: FactLookup): Truth {
  let together: Truth = 'met';
  for (const part of parts) {
    const truth = truthOf(part, lookUp);
    if (truth === 'not-met') return truth;
    if (truth === 'unknown') together = truth;
  }
  return together;
}

/** As `anyOf`, but looks no further than it must. */
function truthOfAny(parts: readonly PreparedCondition[], lookUp: FactLookup): Truth {
  let together: Truth = 'not-met';
  for (const part of parts) {
    const truth = truthOf(part, lookUp);
    if (truth === 'met') return truth;
    if (truth === 'unknown') together = truth;
  }
  return together;
}

/** Judges one test on one fact. */
export function judgeTest(test: PreparedTest, fact: Fact | undefined): Truth {
  if (fact === undefined || fact.undecided === true) return 'unknown';
  const { possible } = fact;
  switch (possible.kind) {
    case 'one-of':
      return ofOneOf(possible.values, test.values);
    case 'interval':
      return ofIntervals(possible.intervals, test.numbers);
    case 'date':
      return ofInterval(possible.monthsAgo, test.months);
    case 'set':
      return ofSet(test, possible);
  }
}

/** Why a test on a fact is unknown. */
export function whyUnknown(fact: Fact | undefined): TruthReason {
  return fact === undefined ? 'no-data' : (fact.reason ?? 'undecided-value');
}

function ofOneOf(possible: readonly string[], wanted: readonly string[]): Truth {
  let passing = 0;
  for (const value of possible) if (wanted.includes(value)) passing += 1;
  if (passing === possible.length) return 'met';
  return passing === 0 ? 'not-met' : 'unknown';
}

/** Met when all that is possible lies within what is wanted, not met when nothing does. */
function ofIntervals(possible: readonly Interval[], wanted: Interval): Truth {
  let isWithin = true;
  let isShared = false;
  for (const one of possible) {
    if (!isEmptyInterval(one) && !liesWithin(one, wanted)) isWithin = false;
    if (shares(one, wanted)) isShared = true;
  }
  if (isWithin) return 'met';
  return isShared ? 'unknown' : 'not-met';
}

function ofInterval(possible: Interval, wanted: Interval): Truth {
  if (isEmptyInterval(possible) || liesWithin(possible, wanted)) return 'met';
  return shares(possible, wanted) ? 'unknown' : 'not-met';
}

function ofSet(prepared: PreparedTest, set: MemberSet): Truth {
  const { isEmpty } = prepared.test;
  if (isEmpty !== undefined) {
    const empty: Truth = set.members.length > 0 ? 'not-met' : set.complete ? 'met' : 'unknown';
    return isEmpty ? empty : negate(empty);
  }
  let together: Truth = set.complete ? 'not-met' : 'unknown';
  for (const member of set.members) {
    const truth = ofMember(prepared, member);
    if (truth === 'met') return truth;
    if (truth === 'unknown') together = truth;
  }
  return together;
}

function ofMember({ test, months }: PreparedTest, { id, status, monthsAgo }: SetMember): Truth {
  if (test.includesAny?.includes(id) === false) return 'not-met';
  if (test.status?.includes(status) === false) return 'not-met';
  if (test.withinMonths === undefined) return 'met';
  return monthsAgo === undefined ? 'unknown' : ofInterval(monthsAgo, months);
}
