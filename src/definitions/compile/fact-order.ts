/** Puts facts in an order in which each comes after those it is derived from, and finds circles. */
import type { FactDefinition } from '../../model/knowledge.js';
import { factsOfAlgorithm } from '../algorithms.js';
import { conditionsOfFact, testsIn } from '../condition-sites.js';

export interface FactOrder {
  readonly ordered: readonly FactDefinition[];
  /** Circles of facts that wait for each other, each as the ids along it, the first repeated at the end. */
  readonly circles: readonly (readonly string[])[];
}

/**
 * The facts that must be judged before this one. Tests of what is merely `documented` wait for nothing; neither do
 * facts that a disagreement puts in doubt, nor `undecidedWhen`, which is looked at once all facts stand.
 */
export function dependenciesOf(fact: FactDefinition): readonly string[] {
  const tested = conditionsOfFact(fact)
    .filter(({ path }) => path[0] !== 'undecidedWhen')
    .flatMap(({ condition }) => testsIn(condition))
    .filter(({ test }) => test.documented !== true)
    .map(({ test }) => test.fact);
  const ignoredWithout = (fact.derive?.estimates ?? [])
    .map((estimate) => estimate.ignoredWithout)
    .filter((id) => id !== undefined && id !== fact.fact)
    .map(String);
  return [
    ...new Set([
      ...tested,
      ...ignoredWithout,
      ...(fact.derive?.firstKnown ?? []),
      ...factsOfAlgorithm(fact.derive),
    ]),
  ];
}

/** Depth first, in the order given, so that the result changes only where dependencies demand it. */
export function orderFacts(facts: readonly FactDefinition[]): FactOrder {
  const byId = new Map(facts.map((fact) => [fact.fact, fact]));
  const ordered = new Set<FactDefinition>();
  const circles: string[][] = [];
  const visit = (fact: FactDefinition, trail: readonly string[]): void => {
    if (ordered.has(fact)) return;
    const start = trail.indexOf(fact.fact);
    if (start >= 0) {
      circles.push([...trail.slice(start), fact.fact]);
      return;
    }
    for (const id of dependenciesOf(fact)) {
      const dependency = byId.get(id);
      if (dependency) visit(dependency, [...trail, fact.fact]);
    }
    ordered.add(fact);
  };
  for (const fact of facts) visit(fact, []);
  return { ordered: [...ordered], circles };
}

/** For each fact, itself and all facts that may change when it does: by any test, and by being put in doubt. */
export function affectedFacts(
  facts: readonly FactDefinition[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const readers = new Map<string, Set<string>>(facts.map(({ fact }) => [fact, new Set()]));
  for (const fact of facts) {
    const tested = conditionsOfFact(fact).flatMap(({ condition }) => testsIn(condition));
    const inputs = [...dependenciesOf(fact), ...tested.map(({ test }) => test.fact)];
    for (const input of inputs) readers.get(input)?.add(fact.fact);
    // A doubt goes both ways: whoever judges one of the two anew must find it again.
    for (const widened of fact.derive?.putsInDoubt ?? []) {
      readers.get(fact.fact)?.add(widened);
      readers.get(widened)?.add(fact.fact);
    }
  }
  return new Map(facts.map(({ fact }) => [fact, reachableFrom(fact, readers)]));
}

function reachableFrom(
  start: string,
  readers: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const fact of reached) {
    for (const reader of readers.get(fact) ?? []) reached.add(reader);
  }
  return reached;
}
