/** What follows from other facts, by the case tables of the mapping files. */
import { inDomainOrder, oneOf } from '../logic/possible-values.js';
import { truthOf, type FactLookup } from '../logic/truth.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { Fact, PossibleValues } from '../model/values.js';
import type { FactRule, PreparedEstimate } from './fact-rules.js';

export interface Derived {
  readonly possible: PossibleValues;
  /** Facts that the value rests on. */
  readonly inputs: readonly string[];
}

/** Values by the case tables of a derivation; undefined when they leave everything open. */
export function deriveByCases(
  definition: FactDefinition,
  all: readonly PreparedEstimate[],
  lookUp: FactLookup,
): Derived | undefined {
  const estimates = all.filter((estimate) => isLookedAt(estimate, lookUp));
  const [first, ...rest] = estimates;
  if (first === undefined) return undefined;
  const values = rest.reduce(
    (higher, estimate) => higherOf(definition, higher, estimated(estimate, lookUp)),
    estimated(first, lookUp),
  );
  const possible = inDomainOrder(definition, values);
  if (possible.length === definition.values?.length) return undefined;
  const inputs =
    rest.length === 0 ? first.facts : [...new Set(estimates.flatMap(({ facts }) => facts))];
  return { possible: oneOf(possible), inputs };
}

function isLookedAt({ ignoredWithout }: PreparedEstimate, lookUp: FactLookup): boolean {
  if (ignoredWithout === undefined) return true;
  const fact = lookUp({ fact: ignoredWithout, documented: false });
  return fact !== undefined && !(fact.status === 'unknown' && fact.reason === 'no-data');
}

/** The union over all cases that are possibly true. */
function estimated({ cases, otherwise }: PreparedEstimate, lookUp: FactLookup): readonly string[] {
  const possible = cases.filter(({ when }) => truthOf(when, lookUp) !== 'not-met');
  const [first, ...rest] = possible;
  if (first === undefined) return otherwise;
  return rest.length === 0 ? first.gives : [...new Set(possible.flatMap(({ gives }) => gives))];
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
  { definition, derivation }: FactRule,
  input: string,
  possible: PossibleValues,
): PossibleValues {
  const estimate = derivation?.estimates.find(({ facts }) => facts.includes(input));
  if (estimate === undefined) return possible;
  const fact: Fact = { id: input, status: 'known', possible, presumptions: [], evidence: [] };
  const lookUp: FactLookup = (test) => (test.fact === input ? fact : undefined);
  return oneOf(inDomainOrder(definition, estimated(estimate, lookUp)));
}
