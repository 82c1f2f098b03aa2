/** What the criteria engine concludes: the whole basis of every card, evidence page and explanation. */
import type { ArmDefinition, CriterionDefinition, PathwayDefinition, Role } from './knowledge.js';
import type { QueryState } from './chart.js';
import type {
  Assumption,
  Conflict,
  FactMap,
  FactViews,
  Strength,
  UnknownReason,
} from './values.js';

export type Truth = 'met' | 'not-met' | 'unknown';
export type TruthReason = UnknownReason | 'undecided-value';

/** A condition tree with its results kept at every node. */
export type TreeResult =
  | {
      readonly op: 'all' | 'any' | 'not';
      readonly of: readonly TreeResult[];
      readonly result: Truth;
      readonly reason?: TruthReason | undefined;
    }
  | {
      readonly op: 'test';
      readonly fact: string;
      /** In words: "below 5 %". */
      readonly text: string;
      readonly result: Truth;
      readonly reason?: TruthReason | undefined;
    };

export interface CriterionResult {
  readonly id: string;
  readonly role: Role;
  readonly definition: CriterionDefinition;
  readonly result: Truth;
  readonly reason?: TruthReason | undefined;
  /** The weakest strength among the facts that decide. */
  readonly strength?: Strength | undefined;
  readonly facts: readonly string[];
  /** Facts whose uncertainty leaves the criterion unknown. */
  readonly missing: readonly string[];
  /** Presumed facts that the result rests on. */
  readonly presumptions: readonly string[];
  readonly tree?: TreeResult | undefined;
}

export interface ArmResult {
  readonly id: string;
  readonly definition: ArmDefinition;
  readonly result: Truth;
  readonly reason?: TruthReason | undefined;
  readonly tree: TreeResult;
}

export type PathwayStatus = 'criteria-met' | 'needs-data' | 'criteria-not-met' | 'excluded';

export interface PathwayResult {
  readonly id: string;
  readonly definition: PathwayDefinition;
  readonly status: PathwayStatus;
  readonly criteria: readonly CriterionResult[];
  readonly arms: readonly ArmResult[];
  readonly missing: readonly string[];
  readonly presumptions: readonly string[];
  readonly preferred: boolean;
  /** Members of a view that are not excluded. */
  readonly members?: readonly string[] | undefined;
}

/** A root fact that is unknown and would change statuses. */
export interface DecisiveDatum {
  readonly fact: string;
  readonly settles: readonly string[];
  readonly couldChange: readonly string[];
}

export interface ScopeReason {
  readonly code: string;
  readonly text: string;
}

/** The fact whose members are treatments in progress or planned, each by the id of its pathway. */
export const treatmentsFact = 'currentTreatments';

export interface Evaluation {
  /** ISO instant. */
  readonly evaluatedAt: string;
  readonly software: string;
  readonly knowledge: {
    readonly edition: string;
    readonly version: string;
    readonly hash: string;
    readonly site: string | null;
  };
  readonly queries: Readonly<Record<string, QueryState>>;
  readonly inScope: boolean;
  readonly scopeReasons: readonly ScopeReason[];
  readonly facts: FactMap;
  readonly pathways: readonly PathwayResult[];
  readonly decisive: readonly DecisiveDatum[];
  readonly conflicts: readonly Conflict[];
  /** Sentences of the edition's scope file that hold for this patient (lung caution, second primary, G3 ...). */
  readonly statements: readonly { readonly id: string; readonly text: string }[];
  /** Pathways of treatments that are excluded on what could be read and used alone, and on which facts. */
  readonly asFarAsRead?:
    { readonly facts: FactMap; readonly excluded: readonly PathwayResult[] } | undefined;
}

/** Re-derives all facts with one root fact replaced; given to the engine by the pipeline. */
export type Reassume = (assumption: Assumption) => FactViews;
