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
  const common = { id, role, definition, facts: tested };
  if (when === undefined) {
    const reason = 'no-data';
    return { ...common, result: 'unknown', reason, missing: nothing, presumptions: nothing };
  }
  const facts = factsFor(role, factSet);
  const tree = judgeTree(when, facts);
  const { result, reason } = tree;
  if (result === 'unknown') {
    const judged = { ...common, result, missing: missingIn(tree), presumptions: nothing, tree };
    return reason === undefined ? judged : { ...judged, reason };
  }
  const deciding = decidingFacts(tree, (ids) => presumptionsOf(ids, facts).length);
  const strength = weakestOf(deciding, facts);
  const presumptions = presumptionsOf(deciding, facts);
  const judged = { ...common, result, missing: nothing, presumptions, tree };
  return strength === undefined ? judged : { ...judged, strength };
}

/** The presumed facts behind some facts. */
function presumptionsOf(ids: readonly string[], facts: FactMap): readonly string[] {
  const presumed = ids.filter((id) => (facts.get(id)?.presumptions.length ?? 0) > 0);
  if (presumed.length === 0) return nothing;
  return [...new Set(presumed.flatMap((id) => facts.get(id)?.presumptions ?? []))];
}

const weakestFirst: readonly Strength[] = ['presumed', 'derived', 'documented'];

function weakestOf(ids: readonly string[], facts: FactMap): Strength | undefined {
  const strengths = ids.map((id) => facts.get(id)?.strength);
  return weakestFirst.find((strength) => strengths.includes(strength));
}
