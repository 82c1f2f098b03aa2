import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  intersectUnions,
  isSubsetOf,
  normaliseUnion,
  partition,
  wholeLine,
} from '../../src/logic/intervals.js';
import { prepareCondition } from '../../src/logic/prepared-condition.js';
import { allOf, anyOf, lookUpIn, negate, truthOf } from '../../src/logic/truth.js';
import type { Truth } from '../../src/model/evaluation.js';
import type { Condition } from '../../src/model/knowledge.js';
import type { Fact, FactMap, Interval, PossibleValues } from '../../src/model/values.js';

const truth = fc.constantFrom<Truth>('met', 'not-met', 'unknown');
const letters = ['a', 'b', 'c', 'd'] as const;

const interval: fc.Arbitrary<Interval> = fc
  .record({
    low: fc.integer({ min: -6, max: 6 }),
    width: fc.integer({ min: 0, max: 6 }),
    lowOpen: fc.boolean(),
    highOpen: fc.boolean(),
  })
  .map(({ low, width, lowOpen, highOpen }) => ({
    low,
    high: low + width,
    ...(lowOpen && width > 0 && { lowOpen }),
    ...(highOpen && width > 0 && { highOpen }),
  }));
const union = fc.array(interval, { minLength: 1, maxLength: 3 }).map(normaliseUnion);

const letterSet = fc.subarray([...letters], { minLength: 1 });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  letterSet.map((values) => ({ fact: 'letter', in: values })),
  fc.constantFrom(...letters).map((is) => ({ fact: 'letter', is })),
  fc.integer({ min: -6, max: 12 }).map((below) => ({ fact: 'number', below })),
  fc.integer({ min: -6, max: 12 }).map((atLeast) => ({ fact: 'number', atLeast })),
  fc.integer({ min: -6, max: 12 }).map((above) => ({ fact: 'number', above })),
  fc.integer({ min: -6, max: 12 }).map((atMost) => ({ fact: 'number', atMost })),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    leaf,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}));

function factsOf(values: readonly string[], intervals: readonly Interval[]): FactMap {
  const fact = (id: string, possible: PossibleValues): [string, Fact] => [
    id,
    { id, status: 'known', possible, presumptions: [], evidence: [] },
  ];
  return new Map([
    fact('letter', { kind: 'one-of', values }),
    fact('number', { kind: 'interval', intervals }),
  ]);
}

function holds(value: number, of: readonly Interval[]): boolean {
  return of.some(
    ({ low, high, lowOpen, highOpen }) =>
      (value > low || (value === low && lowOpen !== true)) &&
      (value < high || (value === high && highOpen !== true)),
  );
}

describe('Kleene logic', () => {
  test('De Morgan: not (a and b) is (not a) or (not b)', () => {
    fc.assert(
      fc.property(fc.array(truth, { minLength: 1 }), (values) => {
        expect(negate(allOf(values))).toBe(anyOf(values.map(negate)));
        expect(negate(anyOf(values))).toBe(allOf(values.map(negate)));
      }),
    );
  });

  test('negating twice changes nothing, and order never matters', () => {
    fc.assert(
      fc.property(fc.array(truth), (values) => {
        expect(values.map(negate).map(negate)).toEqual(values);
        expect(allOf([...values].reverse())).toBe(allOf(values));
        expect(anyOf([...values].reverse())).toBe(anyOf(values));
      }),
    );
  });

  test('narrowing a fact never flips met and not met, nor makes a decided condition unknown', () => {
    fc.assert(
      fc.property(
        condition,
        letterSet.chain((values) =>
          fc.tuple(fc.constant(values), fc.subarray(values, { minLength: 1 })),
        ),
        union,
        union,
        (tree, [wide, narrow], numbers, cut) => {
          const before = truthOf(prepareCondition(tree), lookUpIn(factsOf(wide, numbers)));
          const shared = normaliseUnion(intersectUnions(numbers, cut));
          fc.pre(shared.length > 0);
          const after = truthOf(prepareCondition(tree), lookUpIn(factsOf(narrow, shared)));
          if (before !== 'unknown') expect(after).toBe(before);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a decided condition has that result for every single value left possible', () => {
    fc.assert(
      fc.property(condition, letterSet, union, (tree, values, numbers) => {
        const whole = truthOf(prepareCondition(tree), lookUpIn(factsOf(values, numbers)));
        fc.pre(whole !== 'unknown');
        for (const value of values) {
          for (const piece of partition(
            numbers,
            [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
          )) {
            expect(truthOf(prepareCondition(tree), lookUpIn(factsOf([value], [piece])))).toBe(
              whole,
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('unions of intervals', () => {
  const samples = Array.from({ length: 61 }, (_, index) => -15 + index / 2);

  test('intersection and subset agree with membership of numbers', () => {
    fc.assert(
      fc.property(union, union, (a, b) => {
        const shared = intersectUnions(a, b);
        for (const value of samples) {
          expect(holds(value, shared)).toBe(holds(value, a) && holds(value, b));
        }
        if (isSubsetOf(a, b)) {
          expect(samples.filter((value) => holds(value, a) && !holds(value, b))).toEqual([]);
        }
      }),
    );
  });

  test('cutting a union at limits loses nothing and overlaps nowhere', () => {
    fc.assert(
      fc.property(union, fc.array(fc.integer({ min: -8, max: 8 })), (whole, limits) => {
        const pieces = partition(whole, limits);
        expect(normaliseUnion(pieces)).toEqual(normaliseUnion(whole));
        for (const value of samples) {
          expect(pieces.filter((piece) => holds(value, [piece])).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('the whole line contains every union', () => {
    fc.assert(
      fc.property(union, (any) => {
        expect(isSubsetOf(any, [wholeLine])).toBe(true);
      }),
    );
  });
});
