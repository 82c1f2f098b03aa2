/** One criterion on one patient's facts. */
import { decidingFacts, judgeTree, missingIn } from '../logic/condition-tree.js';
import type { CriterionResult } from '../model/evaluation.js';
import type { CriterionDefinition } from '../model/knowledge.js';
import type { FactSet, Strength } from '../model/values.js';
import type { Judging } from './judging.js';
import { factsFor } from './pathway-status.js';

/** Judges a criterion and says on which facts, how strong, and what is missing. */
export function judgeCriterion(
  definition: CriterionDefinition,
  factSet: FactSet,
  { describe, factsOf }: Judging,
): CriterionResult {
  const { id, role, when } = definition;
  const common = { id, role, definition };
  if (when === undefined) {
    return {
      ...common,
      result: 'unknown',
      reason: 'no-data',
      facts: [],
      missing: [],
      presumptions: [],
    };
  }
  const facts = factsFor(role, factSet);
  const tree = judgeTree(when, facts, describe);
  const presumptionsOf = (ids: readonly string[]): string[] => [
    ...new Set(ids.flatMap((fact) => facts.get(fact)?.presumptions ?? [])),
  ];
  const isDecided = tree.result !== 'unknown';
  const deciding = isDecided ? decidingFacts(tree, (ids) => presumptionsOf(ids).length) : [];
  const strength = weakest(deciding.map((fact) => facts.get(fact)?.strength));
  return {
    ...common,
    result: tree.result,
    ...(tree.reason !== undefined && { reason: tree.reason }),
    ...(strength !== undefined && { strength }),
    facts: factsOf(definition),
    missing: missingIn(tree),
    presumptions: presumptionsOf(deciding),
    tree,
  };
}

const weakestFirst: readonly Strength[] = ['presumed', 'derived', 'documented'];

function weakest(strengths: readonly (Strength | undefined)[]): Strength | undefined {
  return weakestFirst.find((strength) => strengths.includes(strength));
}
