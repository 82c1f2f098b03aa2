/** One criterion on one patient's facts. */
import { decidingFacts, judgeTree, missingIn } from '../logic/condition-tree.js';
import type { CriterionResult } from '../model/evaluation.js';
import type { FactMap, FactSet, Strength } from '../model/values.js';
import type { PreparedCriterion } from './judging.js';
import { factsFor } from './pathway-status.js';

const nothing: readonly string[] = [];

/** Judges a criterion and says on which facts, how strong, and what is missing. */
export function judgeCriterion(criterion: PreparedCriterion, factSet: FactSet): CriterionResult {
  const { definition, when, facts: tested } = criterion;
  const { id, role } = definition;
  const facts = factsFor(role, factSet);
  const tree = when && judgeTree(when, facts);
  const result = tree?.result ?? 'unknown';
  const deciding =
    tree === undefined || result === 'unknown'
      ? nothing
      : decidingFacts(tree, (ids) => presumptionsOf(ids, facts).length);
  return {
    id,
    role,
    definition,
    result,
    reason: tree === undefined ? 'no-data' : tree.reason,
    strength: weakestOf(deciding, facts),
    facts: tested,
    missing: tree === undefined ? nothing : missingIn(tree),
    presumptions: presumptionsOf(deciding, facts),
    tree,
  };
}

/** The presumed facts behind some facts. */
function presumptionsOf(ids: readonly string[], facts: FactMap): readonly string[] {
  const presumed = ids.filter((id) => (facts.get(id)?.presumptions.length ?? 0) > 0);
  if (presumed.length === 0) return nothing;
  return [...new Set(presumed.flatMap((id) => facts.get(id)?.presumptions ?? []))];
}

const weakestFirst: readonly Strength[] = ['presumed', 'derived', 'documented'];

function weakestOf(ids: readonly string[], facts: FactMap): Strength | undefined {
  if (ids.length === 0) return undefined;
  const strengths = ids.map((id) => facts.get(id)?.strength);
  return weakestFirst.find((strength) => strengths.includes(strength));
}
