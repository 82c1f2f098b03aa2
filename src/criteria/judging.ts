/** Knowledge made ready for judging: what does not depend on the patient is found out once. */
import {
  factsIn,
  prepareCondition,
  type DescribeTest,
  type PreparedCondition,
} from '../logic/prepared-condition.js';
import type {
  ArmDefinition,
  Condition,
  CriterionDefinition,
  Knowledge,
  PathwayDefinition,
  ScopeFile,
} from '../model/knowledge.js';
import { describeTestsOf } from './describe-test.js';

/** A criterion of a pathway. */
export interface PreparedCriterion {
  readonly definition: CriterionDefinition;
  /** Absent for a judgement that nobody records. */
  readonly when: PreparedCondition | undefined;
  /** Facts that `when` tests. */
  readonly facts: readonly string[];
  /** Given where the scope file adds the criterion for some patients only. */
  readonly appliesWhen: PreparedCondition | undefined;
  /** Whether it can change the status of the pathway. */
  readonly isGate: boolean;
}

export interface PreparedPathway {
  readonly definition: PathwayDefinition;
  /** The pathway's own criteria, and those that the scope file may add to it. */
  readonly criteria: readonly PreparedCriterion[];
  readonly arms: readonly {
    readonly definition: ArmDefinition;
    readonly when: PreparedCondition;
  }[];
  readonly preferredWhen: PreparedCondition | undefined;
  /** For each fact, the positions of the gates that may change when it does. */
  readonly affectedGates: ReadonlyMap<string, readonly number[]>;
}

export interface PreparedScope {
  readonly gates: readonly {
    readonly gate: ScopeFile['gates'][number];
    readonly inScopeWhen: PreparedCondition | undefined;
    readonly outOfScopeWhen: PreparedCondition | undefined;
  }[];
  readonly statements: readonly {
    readonly statement: ScopeFile['statements'][number];
    readonly when: PreparedCondition;
    readonly unless: PreparedCondition | undefined;
  }[];
}

export interface Judging {
  readonly knowledge: Knowledge;
  readonly scope: PreparedScope;
  /** Prepares a pathway when it is first asked for, and keeps it. */
  readonly prepared: (pathway: PathwayDefinition) => PreparedPathway;
}

/** The memory grows with the knowledge alone, never with the patients. */
export function prepareJudging(knowledge: Knowledge): Judging {
  const describe = describeTestsOf(knowledge);
  const known = new Map<PathwayDefinition, PreparedPathway>();
  return {
    knowledge,
    scope: prepareScope(knowledge.scope),
    prepared: (pathway) => {
      const prepared = known.get(pathway) ?? preparePathway(pathway, knowledge, describe);
      known.set(pathway, prepared);
      return prepared;
    },
  };
}

function prepareScope({ gates, statements }: ScopeFile): PreparedScope {
  return {
    gates: gates.map((gate) => ({
      gate,
      inScopeWhen: prepared(gate.inScopeWhen),
      outOfScopeWhen: prepared(gate.outOfScopeWhen),
    })),
    statements: statements.map((statement) => ({
      statement,
      when: prepareCondition(statement.when),
      unless: prepared(statement.unless),
    })),
  };
}

function preparePathway(
  definition: PathwayDefinition,
  knowledge: Knowledge,
  describe: DescribeTest,
): PreparedPathway {
  const own = definition.criteria.map((criterion) => prepareCriterion(criterion, describe));
  const added = knowledge.scope.shared
    .filter(({ except }) => except?.includes(definition.id) !== true)
    .map(({ criterion, appliesWhen }) => ({
      ...prepareCriterion(criterion, describe),
      appliesWhen: prepareCondition(appliesWhen),
    }));
  const criteria = [...own, ...added];
  return {
    definition,
    criteria,
    arms: (definition.arms ?? []).map((arm) => ({
      definition: arm,
      when: prepareCondition(arm.when, describe),
    })),
    preferredWhen: prepared(definition.preferredOver?.when),
    affectedGates: affectedGates(criteria, knowledge),
  };
}

const gating: readonly CriterionDefinition['role'][] = ['inclusion', 'exclusion', 'attestation'];

function prepareCriterion(
  definition: CriterionDefinition,
  describe: DescribeTest,
): PreparedCriterion {
  const { when, role } = definition;
  const isGate = gating.includes(role);
  const condition = when && prepareCondition(when, describe);
  const facts = condition === undefined ? [] : factsIn(condition);
  return { definition, when: condition, facts, appliesWhen: undefined, isGate };
}

function affectedGates(
  criteria: readonly PreparedCriterion[],
  { affectedBy }: Knowledge,
): ReadonlyMap<string, readonly number[]> {
  const read = criteria.map(
    ({ facts, appliesWhen }) =>
      new Set([...facts, ...(appliesWhen === undefined ? [] : factsIn(appliesWhen))]),
  );
  return new Map(
    [...affectedBy].map(([fact, affected]) => {
      const positions = read.flatMap((facts, at) =>
        criteria[at]?.isGate === true && [...affected].some((one) => facts.has(one)) ? [at] : [],
      );
      return [fact, positions] as const;
    }),
  );
}

function prepared(condition: Condition | undefined): PreparedCondition | undefined {
  return condition && prepareCondition(condition);
}
