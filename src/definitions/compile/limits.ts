/** The numbers at which something changes: between two of them every value of a number fact is judged alike. */
import { conditionSites, testsIn } from '../condition-sites.js';
import { limitOperators, rangeOf } from '../checks/numeric-limits.js';
import type { Library } from '../library.js';

/** For each interval fact the limits of all tests on it and the ends of its range, ascending. */
export function limitsOf(library: Library): ReadonlyMap<string, readonly number[]> {
  const tests = conditionSites(library)
    .flatMap(({ condition }) => testsIn(condition))
    .map(({ test }) => test);
  return new Map(
    library.fact
      .filter(({ value }) => value.kind === 'interval')
      .map(({ value: fact }) => {
        const { low, high } = rangeOf(fact);
        const compared = tests
          .filter((test) => test.fact === fact.fact)
          .flatMap((test) => limitOperators.flatMap((operator) => test[operator] ?? []));
        const ends = [low, high].filter((end) => Number.isFinite(end));
        return [fact.fact, [...new Set([...compared, ...ends])].sort((a, b) => a - b)] as const;
      }),
  );
}
