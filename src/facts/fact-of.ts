import type { Fact } from '../model/values.js';

/** A fact with all of its properties in one order: what every test reads has one shape (model/one-shape). */
export function factOf(fact: Fact): Fact {
  return {
    id: fact.id,
    status: fact.status,
    reason: fact.reason,
    possible: fact.possible,
    undecided: fact.undecided,
    strength: fact.strength,
    rule: fact.rule,
    presumptions: fact.presumptions,
    evidence: fact.evidence,
    old: fact.old,
  };
}
