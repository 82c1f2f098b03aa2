/**
 * What a fact may be: never a bare guess, always the set of values that the record leaves possible.
 * The empty knowledge is the whole domain; more evidence only narrows it.
 */

/** A numeric interval; `low`/`high` may be -Infinity/Infinity. `lowOpen`/`highOpen` mean "without the bound". */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen?: boolean | undefined;
  readonly highOpen?: boolean | undefined;
}

/** A member of a set-valued fact (a hormonal syndrome, a prior therapy), with what is known of when and whether it runs. */
export interface SetMember {
  readonly id: string;
  /** planned: ordered, not begun. active: running now. past: completed or stopped. */
  readonly status: 'planned' | 'active' | 'past';
  readonly date?: ClinicalDate | undefined;
  /** Its age in calendar months before the evaluation; absent when undated. */
  readonly monthsAgo?: Interval | undefined;
  readonly evidence: readonly Evidence[];
}

/** A clinical date as the calendar days it may be, in the client's time zone; both ends inclusive, `YYYY-MM-DD`. */
export interface ClinicalDate {
  readonly earliest: string;
  readonly latest: string;
  /** As recorded, for display. */
  readonly text: string;
}

/** One of several named values: those still possible. */
export interface OneOf {
  readonly kind: 'one-of';
  readonly values: readonly string[];
}

/** A number: the union of the intervals still possible, ascending and disjoint. */
export interface Numeric {
  readonly kind: 'interval';
  readonly intervals: readonly Interval[];
}

/** A set: its certain members, and whether there can be no others. */
export interface MemberSet {
  readonly kind: 'set';
  readonly members: readonly SetMember[];
  readonly complete: boolean;
}

/** A point in time as its age in calendar months before the evaluation; [Infinity, Infinity] means "never". */
export interface Dated {
  readonly kind: 'date';
  readonly monthsAgo: Interval;
  readonly date?: ClinicalDate | undefined;
}

export type PossibleValues = OneOf | Numeric | MemberSet | Dated;
export type FactKind = PossibleValues['kind'];

/** Where a value comes from, in the words of the record. */
export interface Evidence {
  /** `ResourceType/id`. */
  readonly reference: string;
  readonly system?: string | undefined;
  readonly code?: string | undefined;
  readonly display?: string | undefined;
  /** The value as recorded. */
  readonly value?: string | undefined;
  readonly date?: string | undefined;
  /** Why this record was not used (preliminary, stale, unusable ...). Absent when it was. */
  readonly notUsed?: string | undefined;
}

export type UnknownReason = 'no-data' | 'stale' | 'conflicting' | 'unusable-value' | 'fetch-failed';
export type Strength = 'documented' | 'derived' | 'presumed';

/**
 * A judged fact. `status` is unknown exactly when nothing narrows the domain; `reason` then says why.
 * A conflicting fact is known to be one of the disagreeing values and carries reason `conflicting`.
 */
export interface Fact {
  readonly id: string;
  readonly status: 'known' | 'unknown';
  readonly reason?: UnknownReason | undefined;
  readonly possible: PossibleValues;
  /** True where a value that satisfies no condition (mixed morphology) makes every condition on this fact unknown. */
  readonly undecided?: boolean | undefined;
  readonly strength?: Strength | undefined;
  /** The named rule behind a derived or presumed value. */
  readonly rule?: string | undefined;
  /** Ids of the presumed facts this value rests on (itself included when presumed). */
  readonly presumptions: readonly string[];
  readonly evidence: readonly Evidence[];
  /** True when older than the fact's display limit though it has no shelf life. */
  readonly old?: boolean | undefined;
}

/** Records that cannot all be true. */
export interface Conflict {
  readonly facts: readonly string[];
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

export type FactMap = ReadonlyMap<string, Fact>;

/** Facts to be looked up, however they are kept. */
export interface Facts {
  readonly get: (id: string) => Fact | undefined;
}

/** The ordinary and the strict view of the facts. */
export interface FactViews {
  readonly facts: Facts;
  readonly strict: Facts;
}

/**
 * All facts of a patient at one instant. `strict` is the view for inclusion criteria: the same facts without the
 * presumptions that rest on a staging report whose narrative nobody has read.
 */
export interface FactSet extends FactViews {
  readonly facts: FactMap;
  readonly strict: FactMap;
  readonly conflicts: readonly Conflict[];
}

/** A replacement of a root fact's values ("what if Ki-67 were 2 %"). */
export interface Assumption {
  readonly fact: string;
  readonly possible: PossibleValues;
}
