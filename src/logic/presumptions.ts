import type { Fact } from '../model/values.js';

const none: readonly never[] = [];

/** Ids of the presumed facts that some facts rest on, each once. */
export function presumptionsOf(facts: readonly (Fact | undefined)[]): readonly string[] {
  const presumed = facts.filter((fact) => fact !== undefined && fact.presumptions.length > 0);
  return presumed.length === 0
    ? none
    : [...new Set(presumed.flatMap((fact) => fact?.presumptions ?? none))];
}
