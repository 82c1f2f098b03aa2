/** Every place in the knowledge that holds a condition, and every test within one. */
import type { Condition, FactDefinition, FactTest } from '../model/knowledge.js';
import type { KnowledgeDocument, Library } from './library.js';
import type { Path } from '../yaml/yaml-document.js';

export interface ConditionSite {
  readonly document: KnowledgeDocument;
  readonly path: Path;
  readonly condition: Condition;
}

interface LocatedCondition {
  readonly path: Path;
  readonly condition: Condition;
}

export interface LocatedTest {
  readonly path: Path;
  readonly test: FactTest;
}

/** All conditions of criteria, their changes, arms, preferences, the scope and the facts. */
export function conditionSites(library: Library): readonly ConditionSite[] {
  return [
    ...library.fact.flatMap((document) => sitesOf(document, conditionsOfFact(document.value))),
    ...library.scope.flatMap((document) => sitesOf(document, conditionsOfScope(document))),
    ...library.pathway.flatMap((document) => sitesOf(document, conditionsOfPathway(document))),
    ...library['pathway-changes'].flatMap((document) =>
      sitesOf(document, criteriaConditions(document.value)),
    ),
  ];
}

function sitesOf(
  document: KnowledgeDocument,
  conditions: readonly LocatedCondition[],
): readonly ConditionSite[] {
  return conditions.map((located) => ({ document, ...located }));
}

/** The conditions of a fact's derivation, absence policy and `undecidedWhen`. */
export function conditionsOfFact(fact: FactDefinition): readonly LocatedCondition[] {
  const estimates = (fact.derive?.estimates ?? []).flatMap((estimate, e) =>
    estimate.cases.map(({ when }, c) => ({
      path: ['derive', 'estimates', e, 'cases', c, 'when'],
      condition: when,
    })),
  );
  return [
    ...estimates,
    ...located(['absence', 'when'], fact.absence?.when),
    ...located(['undecidedWhen'], fact.undecidedWhen),
  ];
}

function conditionsOfScope({ value }: Library['scope'][number]): readonly LocatedCondition[] {
  return [
    ...value.gates.flatMap((gate, i) => [
      ...located(['gates', i, 'inScopeWhen'], gate.inScopeWhen),
      ...located(['gates', i, 'outOfScopeWhen'], gate.outOfScopeWhen),
    ]),
    ...value.shared.flatMap(({ criterion, appliesWhen }, i) => [
      ...located(['shared', i, 'criterion', 'when'], criterion.when),
      ...located(['shared', i, 'appliesWhen'], appliesWhen),
    ]),
    ...value.statements.flatMap(({ when, unless }, i) => [
      ...located(['statements', i, 'when'], when),
      ...located(['statements', i, 'unless'], unless),
    ]),
  ];
}

function conditionsOfPathway({ value }: Library['pathway'][number]): readonly LocatedCondition[] {
  return [
    ...criteriaConditions(value),
    ...(value.arms ?? []).flatMap(({ when }, i) => located(['arms', i, 'when'], when)),
    ...located(['preferredOver', 'when'], value.preferredOver?.when),
  ];
}

function criteriaConditions({
  criteria,
}: {
  readonly criteria: readonly { readonly when?: Condition }[];
}): readonly LocatedCondition[] {
  return criteria.flatMap(({ when }, i) => located(['criteria', i, 'when'], when));
}

function located(path: Path, condition: Condition | undefined): readonly LocatedCondition[] {
  return condition === undefined ? [] : [{ path, condition }];
}

/** The conditions right below this one: none for a test. */
export function branchesOf(condition: Condition, path: Path): readonly LocatedCondition[] {
  if ('all' in condition) {
    return condition.all.map((branch, i) => ({ path: [...path, 'all', i], condition: branch }));
  }
  if ('any' in condition) {
    return condition.any.map((branch, i) => ({ path: [...path, 'any', i], condition: branch }));
  }
  return 'not' in condition ? [{ path: [...path, 'not'], condition: condition.not }] : [];
}

/** All tests of a condition with the paths at which they stand. */
export function testsIn(condition: Condition, path: Path = []): readonly LocatedTest[] {
  if ('fact' in condition) return [{ path, test: condition }];
  return branchesOf(condition, path).flatMap((branch) => testsIn(branch.condition, branch.path));
}
