/** What follows from other facts, by the case tables of the mapping files. */
import { inDomainOrder, oneOf } from '../logic/possible-values.js';
import { truthOf, type FactLookup } from '../logic/truth.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { PossibleValues } from '../model/values.js';
import { factOf } from './fact-of.js';
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
  let highest: readonly string[] | undefined;
  for (const estimate of estimates) {
    const values = estimated(estimate, lookUp);
    highest = highest === undefined ? values : higherOf(definition, highest, values);
  }
  if (highest === undefined || highest.length === definition.values?.length) return undefined;
  return { possible: oneOf(inDomainOrder(definition, highest)), inputs: factsOf(estimates) };
}

function factsOf(estimates: readonly PreparedEstimate[]): readonly string[] {
  const [only] = estimates;
  return estimates.length === 1 && only !== undefined
    ? only.facts
    : [...new Set(estimates.flatMap(({ facts }) => facts))];
}

function isLookedAt({ ignoredWithout }: PreparedEstimate, lookUp: FactLookup): boolean {
  if (ignoredWithout === undefined) return true;
  const fact = lookUp({ fact: ignoredWithout, documented: false });
  return fact !== undefined && !(fact.status === 'unknown' && fact.reason === 'no-data');
}

const nothing: readonly string[] = [];

/** The union over all cases that are possibly true. A case that would add nothing is not judged. */
function estimated({ cases, otherwise }: PreparedEstimate, lookUp: FactLookup): readonly string[] {
  let possible = nothing;
  for (const { when, gives } of cases) {
    const added = possible.length === 0 ? gives : without(gives, possible);
    if (added.length === 0 || truthOf(when, lookUp) === 'not-met') continue;
    possible = possible.length === 0 ? added : [...possible, ...added];
  }
  return possible.length === 0 ? otherwise : possible;
}

function without(values: readonly string[], known: readonly string[]): readonly string[] {
  return values.filter((value) => !known.includes(value));
}

/** All values that the higher of two uncertain values can take. */
function higherOf(
  definition: FactDefinition,
  a: readonly string[],
  b: readonly string[],
): readonly string[] {
  const order = definition.values ?? [];
  const ranksOf = (values: readonly string[]): readonly number[] =>
    values.map((value) => order.indexOf(value));
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)];
  const least = Math.max(Math.min(...ranksA), Math.min(...ranksB));
  return order.filter(
    (_, rank) => rank >= least && (ranksA.includes(rank) || ranksB.includes(rank)),
  );
}

/** What a value of one input alone says about the derived fact: the scale on which records of the input are compared. */
export function readAs(
  { definition, derivation }: FactRule,
  input: string,
  possible: PossibleValues,
): PossibleValues {
  const estimate = derivation?.estimates.find(({ facts }) => facts.includes(input));
  if (estimate === undefined) return possible;
  const fact = factOf({ id: input, status: 'known', possible, presumptions: [], evidence: [] });
  const lookUp: FactLookup = (test) => (test.fact === input ? fact : undefined);
  return oneOf(inDomainOrder(definition, estimated(estimate, lookUp)));
}
