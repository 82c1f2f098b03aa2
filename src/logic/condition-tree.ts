/** Condition trees judged with their results kept at every node, and what can be read off them. */
import type { TreeResult, Truth, TruthReason } from '../model/evaluation.js';
import type { Facts } from '../model/values.js';
import type { PreparedBranch, PreparedCondition, PreparedTest } from './prepared-condition.js';
import { allOf, anyOf, judgeTest, mainReason, negate, whyUnknown } from './truth.js';

/** Judges a condition and keeps the result of every node. */
export function judgeTree(condition: PreparedCondition, facts: Facts): TreeResult {
  return condition.op === 'test' ? testNode(condition, facts) : branchNode(condition, facts);
}

function testNode(test: PreparedTest, facts: Facts): TreeResult {
  const fact = facts.get(test.fact);
  const result = judgeTest(test, fact);
  const reason = result === 'unknown' ? whyUnknown(fact) : undefined;
  return { op: 'test', fact: test.fact, text: test.text, result, reason };
}

function branchNode({ op, of: parts }: PreparedBranch, facts: Facts): TreeResult {
  const of = parts.map((part) => judgeTree(part, facts));
  const result = together(
    op,
    of.map((part) => part.result),
  );
  return { op, of, result, reason: result === 'unknown' ? reasonAmong(of) : undefined };
}

function together(op: PreparedBranch['op'], results: readonly Truth[]): Truth {
  switch (op) {
    case 'all':
      return allOf(results);
    case 'any':
      return anyOf(results);
    case 'not':
      return negate(results[0] ?? 'unknown');
  }
}

function reasonAmong(parts: readonly TreeResult[]): TruthReason | undefined {
  return mainReason(parts.filter(({ result }) => result === 'unknown').map(({ reason }) => reason));
}

/** Facts of the tests that leave the tree unknown. */
export function missingIn(tree: TreeResult): readonly string[] {
  if (tree.result !== 'unknown') return [];
  if (tree.op === 'test') return [tree.fact];
  return unique(tree.of.map(missingIn));
}

/**
 * Facts of the tests that make a decided tree what it is: all parts of a fulfilled `all`, one part (that with the
 * least cost) of a fulfilled `any`, and the reverse for not met.
 */
export function decidingFacts(
  tree: TreeResult,
  cost: (facts: readonly string[]) => number,
): readonly string[] {
  if (tree.op === 'test') return [tree.fact];
  if (tree.op === 'not' || tree.result === 'unknown') {
    return unique(tree.of.map((part) => decidingFacts(part, cost)));
  }
  const needsEvery = (tree.op === 'all') === (tree.result === 'met');
  const parts = tree.of
    .filter((part) => part.result === tree.result)
    .map((part) => decidingFacts(part, cost));
  return needsEvery ? unique(parts) : cheapest(parts, cost);
}

function unique([first = [], ...rest]: readonly (readonly string[])[]): readonly string[] {
  return rest.length === 0 ? first : [...new Set([...first, ...rest.flat()])];
}

/** The first of those with the least cost. */
function cheapest(
  [first = [], ...rest]: readonly (readonly string[])[],
  cost: (facts: readonly string[]) => number,
): readonly string[] {
  let best = first;
  let least = rest.length === 0 ? 0 : cost(first);
  for (const part of rest) {
    const own = cost(part);
    if (own >= least) continue;
    best = part;
    least = own;
  }
  return best;
}
