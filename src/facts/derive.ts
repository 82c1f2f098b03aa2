/** What follows from other facts, by the named rules of the mapping files. */
import { domainOf, inDomainOrder, isSubset, oneOf } from '../logic/possible-values.js';
import { truthOf, type FactLookup } from '../logic/truth.js';
import { factsIn } from '../logic/condition-tree.js';
import type { Derivation, Estimate, FactDefinition } from '../model/knowledge.js';
import type { Fact, PossibleValues } from '../model/values.js';

export interface Derived {
  readonly possible: PossibleValues;
  /** Facts that the value rests on. */
  readonly inputs: readonly string[];
}

/** Values by the case tables of a derivation; undefined when they leave everything open. */
export function deriveByCases(
  definition: FactDefinition,
  derivation: Derivation,
  lookUp: FactLookup,
): Derived | undefined {
  const estimates = (derivation.estimates ?? []).filter((estimate) => isLookedAt(estimate, lookUp));
  if (estimates.length === 0) return undefined;
  const values = estimates
    .map((estimate) => estimated(definition, estimate, lookUp))
    .reduce((a, b) => higherOf(definition, a, b));
  const possible = oneOf(inDomainOrder(definition, values));
  if (isSubset(domainOf(definition), possible)) return undefined;
  const inputs = estimates.flatMap((estimate) =>
    estimate.cases.flatMap(({ when }) => factsIn(when)),
  );
  return { possible, inputs: [...new Set(inputs)] };
}

function isLookedAt(estimate: Estimate, lookUp: FactLookup): boolean {
  if (estimate.ignoredWithout === undefined) return true;
  const fact = lookUp({ fact: estimate.ignoredWithout });
  return fact !== undefined && !(fact.status === 'unknown' && fact.reason === 'no-data');
}

/** The union over all cases that are possibly true. */
function estimated(
  definition: FactDefinition,
  estimate: Estimate,
  lookUp: FactLookup,
): readonly string[] {
  const possible = estimate.cases.filter(({ when }) => truthOf(when, lookUp) !== 'not-met');
  if (possible.length === 0) return estimate.otherwise ?? definition.values ?? [];
  return [...new Set(possible.flatMap(({ gives }) => gives))];
}

/** All values that the higher of two uncertain values can take. */
function higherOf(
  definition: FactDefinition,
  a: readonly string[],
  b: readonly string[],
): readonly string[] {
  const order = definition.values ?? [];
  const rank = (value: string): number => order.indexOf(value);
  const highest = a.flatMap((x) => b.map((y) => (rank(x) >= rank(y) ? x : y)));
  return [...new Set(highest)];
}

/** What a value of one input alone says about the derived fact: the scale on which records of the input are compared. */
export function readAs(
  definition: FactDefinition,
  input: string,
  possible: PossibleValues,
): PossibleValues {
  const estimate = definition.derive?.estimates?.find(({ cases }) =>
    cases.some(({ when }) => factsIn(when).includes(input)),
  );
  if (estimate === undefined) return possible;
  const fact: Fact = { id: input, status: 'known', possible, presumptions: [], evidence: [] };
  const lookUp: FactLookup = (test) => (test.fact === input ? fact : undefined);
  return oneOf(inDomainOrder(definition, estimated(definition, estimate, lookUp)));
}
