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
import type { Judging, PreparedPathway } from './judging.js';
import { applies, judgeStatuses, type JudgedStatuses } from './pathway-status.js';

/** All pathways with their criteria, arms and what is missing, in the order given. */
export function judgePathways(
  pathways: readonly PathwayDefinition[],
  judging: Judging,
  factSet: FactSet,
  judged: JudgedStatuses = judgeStatuses(pathways.map(judging.prepared), factSet),
): readonly PathwayResult[] {
  return pathways.map((pathway) => judgePathway(judging.prepared(pathway), factSet, judged));
}

function judgePathway(
  pathway: PreparedPathway,
  factSet: FactSet,
  { statuses }: JudgedStatuses,
): PathwayResult {
  const { definition } = pathway;
  const { id, view } = definition;
  const criteria = pathway.criteria
    .filter((criterion) => applies(criterion, factSet))
    .map((criterion) => judgeCriterion(criterion, factSet));
  const gating = criteria.filter(isGating);
  const members = view?.anyOf.filter((member) => statuses.get(member) !== 'excluded');
  return {
    id,
    definition,
    status: statuses.get(id) ?? 'needs-data',
    criteria,
    arms: armsOf(pathway, factSet),
    missing: unique(gating.flatMap(({ missing }) => missing)),
    presumptions: unique(gating.flatMap(({ presumptions }) => presumptions)),
    preferred: isPreferred(pathway, statuses, factSet),
    ...(members !== undefined && { members }),
  };
}

function isGating({ role }: CriterionResult): boolean {
  return role === 'inclusion' || role === 'exclusion';
}

function unique(ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}

function armsOf({ arms }: PreparedPathway, { strict }: FactSet): readonly ArmResult[] {
  return arms.map(({ definition, when }) => {
    const tree = judgeTree(when, strict);
    const { result, reason } = tree;
    return { id: definition.id, definition, result, reason, tree };
  });
}

/** Only where the source prefers one of two pathways whose criteria are both met. */
function isPreferred(
  { definition: { id, preferredOver }, preferredWhen }: PreparedPathway,
  statuses: ReadonlyMap<string, PathwayStatus>,
  { facts }: FactSet,
): boolean {
  if (preferredOver === undefined || preferredWhen === undefined) return false;
  const areBothMet = [id, preferredOver.pathway].every(
    (one) => statuses.get(one) === 'criteria-met',
  );
  return areBothMet && truthOf(preferredWhen, lookUpIn(facts)) === 'met';
}

/** The criteria that decide whether a pathway's status can stand. */
export function gatingFacts(result: {
  readonly criteria: readonly CriterionResult[];
}): readonly string[] {
  return unique(result.criteria.filter(isGating).flatMap(({ facts }) => facts));
}
