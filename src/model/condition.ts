/** Conditions on facts, as knowledge files write them. */

/** A test on one fact. Exactly one operator is given. */
export interface FactTest {
  readonly fact: string;
  /** Only in derivations: the fact as recorded, before its own derivation. */
  readonly documented?: boolean;
  /** one-of: the value is this one / among these. */
  readonly is?: string;
  readonly in?: readonly string[];
  /** interval: limits in the fact's unit. Several may be given and must all hold. */
  readonly below?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly above?: number;
  /** set: contains one of these. `status` and `withinMonths` narrow which members count. */
  readonly includesAny?: readonly string[];
  readonly status?: readonly ('planned' | 'active' | 'past')[];
  /** set: has no member. */
  readonly isEmpty?: boolean;
  /** date: not longer ago than this; set: members dated not longer ago than this. Calendar months, inclusive. */
  readonly withinMonths?: number;
}

/** A tree of tests, judged in Kleene's three-valued logic. */
export type Condition =
  | FactTest
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };
