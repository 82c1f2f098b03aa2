import type { Fact } from '../model/values.js';

/** A fact with all of its properties in one order: what every test reads has one shape (model/one-shape). */
export function factOf({
  id,
  status,
  reason,
  possible,
  undecided,
  strength,
  rule,
  presumptions,
  evidence,
  old,
}: Fact): Fact {
  return {
    id,
    status,
    reason,
    possible,
    undecided,
    strength,
    rule,
    presumptions,
    evidence,
    old,
  };
}
