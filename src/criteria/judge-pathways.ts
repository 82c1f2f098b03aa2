/** Statuses of all pathways. Exclusion weighs more than an unmet inclusion, and that more than missing data. */
import type { DescribeTest } from '../logic/condition-tree.js';
import { judgeTree } from '../logic/condition-tree.js';
import { lookUpIn, truthOf } from '../logic/truth.js';
import type {
  ArmResult,
  CriterionResult,
  PathwayResult,
  PathwayStatus,
  Truth,
} from '../model/evaluation.js';
import type { CriterionDefinition, Knowledge, PathwayDefinition } from '../model/knowledge.js';
import type { FactSet } from '../model/values.js';
import { factsFor, judgeCriterion } from './judge-criterion.js';

/** What a criterion's role and result mean for the pathway. An attestation excludes when wholly on the wrong side. */
interface Gate {
  readonly role: CriterionDefinition['role'];
  readonly result: Truth;
}

/** The status that the gating criteria give. */
export function statusOf(gates: readonly Gate[]): PathwayStatus {
  const has = (role: Gate['role'], result: Truth): boolean =>
    gates.some((gate) => gate.role === role && gate.result === result);
  if (has('exclusion', 'met') || has('attestation', 'not-met')) return 'excluded';
  if (has('inclusion', 'not-met')) return 'criteria-not-met';
  if (has('inclusion', 'unknown') || has('exclusion', 'unknown')) return 'needs-data';
  return 'criteria-met';
}

/** A pathway's own criteria and those that the scope file adds to it for this patient. */
export function criteriaOf(
  pathway: PathwayDefinition,
  knowledge: Knowledge,
  { facts }: FactSet,
): readonly CriterionDefinition[] {
  const added = knowledge.scope.shared.filter(
    (shared) =>
      shared.except?.includes(pathway.id) !== true &&
      truthOf(shared.appliesWhen, lookUpIn(facts)) === 'met',
  );
  return [...pathway.criteria, ...added.map((shared) => shared.criterion)];
}

/** Only the statuses, without trees or words: what the search for decisive data asks for many times over. */
export function pathwayStatuses(
  pathways: readonly PathwayDefinition[],
  knowledge: Knowledge,
  factSet: FactSet,
): ReadonlyMap<string, PathwayStatus> {
  const statuses = new Map<string, PathwayStatus>();
  for (const pathway of inViewOrder(pathways)) {
    const gates = criteriaOf(pathway, knowledge, factSet).map(({ role, when }): Gate => {
      const lookUp = lookUpIn(factsFor(role, factSet));
      return { role, result: when === undefined ? 'unknown' : truthOf(when, lookUp) };
    });
    statuses.set(pathway.id, viewStatus(pathway, statusOf(gates), statuses));
  }
  return statuses;
}

/** Views after the pathways they look at. */
function inViewOrder(pathways: readonly PathwayDefinition[]): readonly PathwayDefinition[] {
  return [...pathways].sort((a, b) => Number(a.view !== undefined) - Number(b.view !== undefined));
}

/** A view whose own criteria are met is as good as the best of its members. */
function viewStatus(
  { view }: PathwayDefinition,
  own: PathwayStatus,
  statuses: ReadonlyMap<string, PathwayStatus>,
): PathwayStatus {
  if (view === undefined || own !== 'criteria-met') return own;
  const members = view.anyOf.map((id) => statuses.get(id));
  if (members.includes('criteria-met')) return 'criteria-met';
  return members.includes('needs-data') ? 'needs-data' : 'criteria-not-met';
}

/** All pathways with their criteria, arms and what is missing, in the order of the edition. */
export function judgePathways(
  pathways: readonly PathwayDefinition[],
  knowledge: Knowledge,
  factSet: FactSet,
  describe: DescribeTest,
): readonly PathwayResult[] {
  const statuses = pathwayStatuses(pathways, knowledge, factSet);
  return pathways.map((definition) => {
    const criteria = criteriaOf(definition, knowledge, factSet).map((criterion) =>
      judgeCriterion(criterion, factSet, describe),
    );
    const gating = criteria.filter(({ role }) => role === 'inclusion' || role === 'exclusion');
    const status = statuses.get(definition.id) ?? 'needs-data';
    const members = definition.view?.anyOf.filter((id) => statuses.get(id) !== 'excluded');
    return {
      id: definition.id,
      definition,
      status,
      criteria,
      arms: armsOf(definition, factSet, describe),
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
  describe: DescribeTest,
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
