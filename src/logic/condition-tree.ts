/** Condition trees judged with their results kept at every node, and what can be read off them. */
import type { TreeResult } from '../model/evaluation.js';
import type { Condition, FactTest } from '../model/knowledge.js';
import type { FactMap } from '../model/values.js';
import { allOf, anyOf, isTest, judgeTest, lookUpIn, mainReason, negate } from './truth.js';

/** Puts a test into words ("below 5 %"). */
export type DescribeTest = (test: FactTest) => string;

/** Judges a condition and keeps the result of every node. */
export function judgeTree(
  condition: Condition,
  facts: FactMap,
  describe: DescribeTest,
): TreeResult {
  if (isTest(condition)) {
    const judged = judgeTest(condition, lookUpIn(facts)(condition));
    return { op: 'test', fact: condition.fact, text: describe(condition), ...judged };
  }
  if ('not' in condition) {
    const of = [judgeTree(condition.not, facts, describe)];
    return withReason('not', of, negate(of[0]?.result ?? 'unknown'));
  }
  const isAll = 'all' in condition;
  const of = (isAll ? condition.all : condition.any).map((part) =>
    judgeTree(part, facts, describe),
  );
  const results = of.map((node) => node.result);
  return isAll ? withReason('all', of, allOf(results)) : withReason('any', of, anyOf(results));
}

function withReason(
  op: 'all' | 'any' | 'not',
  of: readonly TreeResult[],
  result: TreeResult['result'],
): TreeResult {
  const reason =
    result === 'unknown'
      ? mainReason(of.filter((n) => n.result === 'unknown').map((n) => n.reason))
      : undefined;
  return { op, of, result, ...(reason !== undefined && { reason }) };
}

/** All fact ids that a condition names, in order of appearance. */
export function factsIn(condition: Condition): string[] {
  if (isTest(condition)) return [condition.fact];
  const parts =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition.not];
  return [...new Set(parts.flatMap(factsIn))];
}

/** Facts of the tests that leave the tree unknown. */
export function missingIn(tree: TreeResult): string[] {
  if (tree.result !== 'unknown') return [];
  if (tree.op === 'test') return [tree.fact];
  return [...new Set(tree.of.flatMap(missingIn))];
}

/**
 * Facts of the tests that make a decided tree what it is: all parts of a fulfilled `all`, one part (that with the
 * least cost) of a fulfilled `any`, and the reverse for not met.
 */
export function decidingFacts(
  tree: TreeResult,
  cost: (facts: readonly string[]) => number,
): string[] {
  if (tree.op === 'test') return [tree.fact];
  if (tree.op === 'not' || tree.result === 'unknown') {
    return [...new Set(tree.of.flatMap((part) => decidingFacts(part, cost)))];
  }
  const needsEvery = (tree.op === 'all') === (tree.result === 'met');
  const parts = tree.of
    .filter((part) => part.result === tree.result)
    .map((part) => decidingFacts(part, cost));
  if (needsEvery) return [...new Set(parts.flat())];
  return [...parts].sort((a, b) => cost(a) - cost(b))[0] ?? [];
}
