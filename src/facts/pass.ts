/** What one pass over the facts works on. */
import type { FactLookup } from '../logic/truth.js';
import type { Conflict, Fact, Facts } from '../model/values.js';
import type { Silence } from './absence.js';
import type { RunAlgorithm } from './algorithms/run-algorithm.js';
import type { FactRule, FactRules } from './fact-rules.js';
import type { DocumentedFact } from './select.js';

/** What holds of one patient whatever is assumed; found out once, when it is first needed. */
export interface JudgingInput {
  readonly rules: FactRules;
  /** The facts of which there are records. */
  readonly documented: ReadonlyMap<string, DocumentedFact>;
  /** All facts as recorded, before derivation. */
  readonly recorded: ReadonlyMap<string, Fact>;
  /** What tells of the fact was never answered, not even in part. */
  readonly isUnread: (fact: string) => boolean;
  /** What it may mean that nothing is on record. Only of facts with an absence policy. */
  readonly silenceOf: (rule: FactRule) => Silence | undefined;
  /** Only of facts that are derived by an algorithm. */
  readonly algorithmOf: (rule: FactRule) => RunAlgorithm | undefined;
}

/** The state of one pass; local to `judgeFacts`. */
export interface Pass {
  readonly input: JudgingInput;
  /** Facts set from outside: neither read, derived nor presumed. */
  readonly assumed: ReadonlyMap<string, Fact>;
  readonly allowWeak: boolean;
  readonly facts: Facts & { readonly set: (id: string, fact: Fact) => unknown };
  /** The facts as they stand; `documented` tests see them before their own derivation. */
  readonly lookUp: FactLookup;
  readonly conflicts: Conflict[];
  /** Facts presumed from reports whose text is unread. */
  readonly weaklyPresumed: string[];
}
