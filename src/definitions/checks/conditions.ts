/** Every test names a known fact, uses operators that fit its kind, and compares with values that it can have. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type { FactDefinition, FactTest } from '../../model/knowledge.js';
import { branchesOf, conditionSites, testsIn } from '../condition-sites.js';
import type { ConditionSite, LocatedTest } from '../condition-sites.js';
import { problemAt, type Library } from '../library.js';
import { oneOfWords } from '../../yaml/similar-name.js';
import { limitsContradict, numericTestProblems } from './numeric-limits.js';
import { factIndex, kindInWords, unknownFact, valueProblem } from './domain.js';

type Kind = FactDefinition['kind'];
type Operator = Exclude<keyof FactTest, 'fact' | 'documented'>;

const operators: Readonly<
  Record<Kind, { readonly main: readonly Operator[]; readonly beside: readonly Operator[] }>
> = {
  'one-of': { main: ['is', 'in'], beside: [] },
  interval: { main: ['below', 'atMost', 'atLeast', 'above'], beside: [] },
  set: { main: ['includesAny', 'isEmpty'], beside: ['status', 'withinMonths'] },
  date: { main: ['withinMonths'], beside: [] },
};

/** Problems of all conditions of the library. */
export function* checkConditions(library: Library): Iterable<DefinitionProblem> {
  const facts = factIndex(library);
  for (const site of conditionSites(library)) {
    for (const located of testsIn(site.condition, site.path)) {
      yield* checkTest(site, located, facts, library);
    }
    yield* checkContradictions(site);
  }
}

function* checkTest(
  { document }: ConditionSite,
  { test, path }: LocatedTest,
  facts: ReadonlyMap<string, FactDefinition>,
  library: Library,
): Iterable<DefinitionProblem> {
  if (test.documented !== undefined && document.kind !== 'fact') {
    const message =
      '`documented` is for fact files only; a criterion asks for the fact as a whole.';
    yield problemAt(document, [...path, 'documented'], message, 'key');
  }
  const fact = facts.get(test.fact);
  if (!fact) {
    const message = unknownFact(test.fact, library);
    if (message !== undefined) yield problemAt(document, [...path, 'fact'], message);
    return;
  }
  const misfits = checkOperators(test, fact);
  for (const { operator, message } of misfits) {
    if (operator === undefined) yield problemAt(document, path, message);
    else yield problemAt(document, [...path, operator], message, 'key');
  }
  if (misfits.length > 0) return;
  for (const { at, message } of valueProblemsOfTest(test, fact)) {
    yield problemAt(document, [...path, ...at], message);
  }
}

function checkOperators(
  test: FactTest,
  fact: FactDefinition,
): readonly { readonly operator?: string; readonly message: string }[] {
  const { main, beside } = operators[fact.kind];
  const given = Object.keys(test).filter((key) => key !== 'fact' && key !== 'documented');
  const misfits = given
    .filter((key) => ![...main, ...beside].some((fitting) => fitting === key))
    .map((operator) => ({
      operator,
      message: `\`${operator}\` does not fit \`${fact.fact}\`, ${kindInWords(fact)}; use ${oneOfWords(main)}.`,
    }));
  if (misfits.length > 0) return misfits;
  const chosen = main.filter((operator) => test[operator] !== undefined);
  if (chosen.length === 0) {
    return [{ message: `The test on \`${fact.fact}\` says nothing; add ${oneOfWords(main)}.` }];
  }
  const second = chosen[1];
  if (second !== undefined && fact.kind !== 'interval') {
    return [{ operator: second, message: `Give only one of ${oneOfWords(chosen)} in one test.` }];
  }
  return [];
}

function* valueProblemsOfTest(
  test: FactTest,
  fact: FactDefinition,
): Iterable<{ readonly at: readonly (string | number)[]; readonly message: string }> {
  if (fact.kind === 'interval') yield* numericTestProblems(test, fact);
  if (test.is !== undefined) {
    const message = valueProblem(test.is, fact, 'values');
    if (message !== undefined) yield { at: ['is'], message };
  }
  for (const operator of ['in', 'includesAny'] as const) {
    for (const [i, value] of (test[operator] ?? []).entries()) {
      const message = valueProblem(value, fact, 'values');
      if (message !== undefined) yield { at: [operator, i], message };
    }
  }
}

/** Tests side by side in one `all` that no number can satisfy together. */
function* checkContradictions(site: ConditionSite): Iterable<DefinitionProblem> {
  const visit = function* (
    located: Pick<ConditionSite, 'path' | 'condition'>,
  ): Iterable<DefinitionProblem> {
    const branches = branchesOf(located.condition, located.path);
    if ('all' in located.condition) {
      const seen = new Map<string, FactTest>();
      for (const { condition, path } of branches) {
        if (!('fact' in condition)) continue;
        const before = seen.get(condition.fact);
        if (before && limitsContradict(before, condition)) {
          const message = `The limits given for \`${condition.fact}\` contradict each other: no number meets them all.`;
          yield problemAt(site.document, path, message);
        }
        seen.set(condition.fact, condition);
      }
    }
    for (const branch of branches) yield* visit(branch);
  };
  yield* visit(site);
}
