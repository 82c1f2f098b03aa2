/** Knowledge made ready for judging: what does not depend on the patient is found out once. */
import { factsIn, type DescribeTest } from '../logic/condition-tree.js';
import type {
  Condition,
  CriterionDefinition,
  FactTest,
  Knowledge,
  PathwayDefinition,
} from '../model/knowledge.js';
import { describeTestsOf } from './describe-test.js';

/** A criterion of a pathway; `appliesWhen` is given where the scope file adds it for some patients only. */
export interface PathwayCriterion {
  readonly criterion: CriterionDefinition;
  readonly appliesWhen?: Condition;
  /** Facts whose change may change its result, or whether it applies. */
  readonly facts: readonly string[];
}

export interface Judging {
  readonly knowledge: Knowledge;
  readonly describe: DescribeTest;
  /** A pathway's own criteria, and those that the scope file may add to it. */
  readonly criteriaOf: (pathway: PathwayDefinition) => readonly PathwayCriterion[];
  /** The facts that a criterion tests, in order of appearance. */
  readonly factsOf: (criterion: CriterionDefinition) => readonly string[];
}

/** The memory grows with the knowledge alone, never with the patients. */
export function prepareJudging(knowledge: Knowledge): Judging {
  const describe = describeTestsOf(knowledge);
  return {
    knowledge,
    describe: remembered((test: FactTest) => describe(test)),
    criteriaOf: remembered((pathway: PathwayDefinition) => criteriaOf(pathway, knowledge)),
    factsOf: remembered(({ when }: CriterionDefinition) => (when ? factsIn(when) : [])),
  };
}

function remembered<Key extends object, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = find(key);
    known.set(key, value);
    return value;
  };
}

function criteriaOf(
  { id, criteria }: PathwayDefinition,
  { scope }: Knowledge,
): readonly PathwayCriterion[] {
  const own = criteria.map((criterion) => ({ criterion, facts: conditionFacts(criterion.when) }));
  const added = scope.shared
    .filter(({ except }) => except?.includes(id) !== true)
    .map(({ criterion, appliesWhen }) => ({
      criterion,
      appliesWhen,
      facts: [...conditionFacts(criterion.when), ...conditionFacts(appliesWhen)],
    }));
  return [...own, ...added];
}

function conditionFacts(condition: Condition | undefined): readonly string[] {
  return condition === undefined ? [] : factsIn(condition);
}
