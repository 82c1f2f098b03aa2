/** The evaluation as the service sends it: the object of the extension `org.nelm-cds.evaluation`. */
import type {
  DecisiveDatum,
  Evaluation as JudgedEvaluation,
  PathwayStatus,
  ScopeReason,
  Truth,
  TruthReason,
} from '../../../src/model/evaluation.js';
import type { QueryState } from '../../../src/model/chart.js';
import type { Role } from '../../../src/model/criteria-files.js';
import type {
  Conflict,
  Evidence,
  FactKind,
  Strength,
  UnknownReason,
} from '../../../src/model/values.js';

export interface Bounds {
  /** Open ends are absent. */
  readonly low?: number;
  readonly lowInclusive?: boolean;
  readonly high?: number;
  readonly highInclusive?: boolean;
}

export interface EvaluatedFact {
  readonly status: 'known' | 'unknown';
  readonly reason?: UnknownReason;
  readonly kind: FactKind;
  /** one-of */
  readonly values?: readonly string[];
  /** interval: the hull, and the parts where there are several */
  readonly interval?: Bounds;
  readonly intervals?: readonly Bounds[];
  readonly unit?: string;
  /** set */
  readonly members?: readonly {
    readonly id: string;
    readonly status: 'planned' | 'active' | 'past';
    readonly date?: string;
    readonly evidence: readonly Evidence[];
  }[];
  /** date */
  readonly never?: boolean;
  readonly date?: string;
  readonly monthsAgo?: Bounds;
  readonly strength?: Strength;
  readonly rule?: string;
  readonly evidence: readonly Evidence[];
}

interface Judged {
  readonly result: Truth;
  readonly reason?: TruthReason;
}

export type EvaluatedTree = EvaluatedTest | EvaluatedGroup;

export interface EvaluatedTest extends Judged {
  readonly fact: string;
  readonly text: string;
}

export interface EvaluatedGroup extends Judged {
  readonly op: 'all' | 'any' | 'not';
  readonly of: readonly EvaluatedTree[];
}

export interface EvaluatedCriterion extends Judged {
  readonly id: string;
  readonly role: Role;
  readonly strength?: Strength;
  readonly facts: readonly string[];
  readonly tree?: EvaluatedTree;
}

export interface EvaluatedArm extends Judged {
  readonly id: string;
}

export interface EvaluatedPathway {
  readonly status: PathwayStatus;
  readonly criteria: readonly EvaluatedCriterion[];
  readonly arms: readonly EvaluatedArm[];
  readonly missing: readonly string[];
  readonly presumptions: readonly string[];
  readonly preferred: boolean;
  readonly members?: readonly string[];
}

export interface Evaluation {
  readonly evaluatedAt: string;
  readonly software: string;
  readonly knowledge: JudgedEvaluation['knowledge'];
  readonly queries: Readonly<Record<string, QueryState>>;
  readonly inScope: boolean;
  readonly scopeReasons: readonly ScopeReason[];
  readonly facts: Readonly<Record<string, EvaluatedFact>>;
  readonly pathways: Readonly<Record<string, EvaluatedPathway>>;
  readonly decisive: readonly DecisiveDatum[];
  readonly conflicts: readonly Conflict[];
}

export function isTest(tree: EvaluatedTree): tree is EvaluatedTest {
  return !('op' in tree);
}

/** All tests of a tree, in order. */
export function testsOf(tree: EvaluatedTree | undefined): readonly EvaluatedTest[] {
  if (tree === undefined) return [];
  return isTest(tree) ? [tree] : tree.of.flatMap(testsOf);
}
