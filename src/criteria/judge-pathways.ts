/** All pathways with everything that a clinician may want to see of them. */
import { judgeTree } from '../logic/condition-tree.js';
import { lookUpIn, truthOf } from '../logic/truth.js';
import type {
  ArmResult,
  CriterionResult,
  PathwayResult,
  PathwayStatus,
} from '../model/evaluation.js';
import type { PathwayDefinition } from '../model/knowledge.js';
import type { FactSet } from '../model/values.js';
import { judgeCriterion } from './judge-criterion.js';
import type { Judging } from './judging.js';
import { applies, judgeStatuses, type JudgedStatuses } from './pathway-status.js';

/** All pathways with their criteria, arms and what is missing, in the order given. */
export function judgePathways(
  pathways: readonly PathwayDefinition[],
  judging: Judging,
  factSet: FactSet,
  { statuses }: JudgedStatuses = judgeStatuses(pathways, judging, factSet),
): readonly PathwayResult[] {
  return pathways.map((definition) => {
    const criteria = judging
      .criteriaOf(definition)
      .filter((one) => applies(one, factSet))
      .map(({ criterion }) => judgeCriterion(criterion, factSet, judging));
    const gating = criteria.filter(({ role }) => role === 'inclusion' || role === 'exclusion');
    const status = statuses.get(definition.id) ?? 'needs-data';
    const members = definition.view?.anyOf.filter((id) => statuses.get(id) !== 'excluded');
    return {
      id: definition.id,
      definition,
      status,
      criteria,
      arms: armsOf(definition, factSet, judging),
      missing: unique(gating.flatMap(({ missing }) => missing)),
      presumptions: unique(gating.flatMap(({ presumptions }) => presumptions)),
      preferred: isPreferred(definition, statuses, factSet),
      ...(members !== undefined && { members }),
    };
  });
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

function armsOf(
  definition: PathwayDefinition,
  factSet: FactSet,
  { describe }: Judging,
): readonly ArmResult[] {
  return (definition.arms ?? []).map((arm) => {
    const tree = judgeTree(arm.when, factSet.strict, describe);
    const { result, reason } = tree;
    return { id: arm.id, definition: arm, result, ...(reason !== undefined && { reason }), tree };
  });
}

/** Only where the source prefers one of two pathways whose criteria are both met. */
function isPreferred(
  { id, preferredOver }: PathwayDefinition,
  statuses: ReadonlyMap<string, PathwayStatus>,
  { facts }: FactSet,
): boolean {
  if (preferredOver === undefined) return false;
  const areBothMet = [id, preferredOver.pathway].every(
    (one) => statuses.get(one) === 'criteria-met',
  );
  return areBothMet && truthOf(preferredOver.when, lookUpIn(facts)) === 'met';
}

/** The criteria that decide whether a pathway's status can stand. */
export function gatingFacts(result: {
  readonly criteria: readonly CriterionResult[];
}): readonly string[] {
  return unique(
    result.criteria
      .filter(({ role }) => role === 'inclusion' || role === 'exclusion')
      .flatMap(({ facts }) => facts),
  );
}
