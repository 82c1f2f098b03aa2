/** The files under criteria/: what is judged, and on what evidence. Field by field as in schemas/. */
import type { Condition } from './condition.js';

export type Role =
  'inclusion' | 'exclusion' | 'attestation' | 'favourable' | 'unfavourable' | 'caution';

/** Where a criterion stands: a section of the review, or an addition from outside it with its own citation. */
export interface CriterionSource {
  readonly section: string;
  /** The review does not say this. */
  readonly external?: boolean;
  readonly citation?: string;
}

export interface CriterionDefinition {
  readonly id: string;
  readonly role: Role;
  /** Plain language, reads after "met:" or "not met:". */
  readonly label: string;
  /** Absent for a judgement that nobody records (attestation). */
  readonly when?: Condition;
  readonly source: CriterionSource;
  readonly figures?: readonly string[];
  readonly note?: string;
  /** exclusion: named where it is met and the other pathway is not excluded. Recommends nothing. */
  readonly alternative?: { readonly pathway: string; readonly text: string };
}

export interface ArmDefinition {
  readonly id: string;
  readonly label: string;
  readonly when: Condition;
  readonly source: CriterionSource;
  readonly figures?: readonly string[];
}

/** criteria/<edition>/<group>/<pathway-id>/pathway.yaml */
export interface PathwayDefinition {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly summary: string;
  readonly prominence?: 'normal' | 'low';
  readonly criteria: readonly CriterionDefinition[];
  readonly arms?: readonly ArmDefinition[];
  /** A view over other pathways, judged when its own criteria are met. */
  readonly view?: { readonly anyOf: readonly string[] };
  readonly preferredOver?: { readonly pathway: string; readonly when: Condition };
  readonly figures?: readonly string[];
  /** Things to know whatever the patient: debates, neutral notes. */
  readonly notes?: readonly { readonly text: string; readonly source: CriterionSource }[];
}

export interface Citation {
  readonly id: string;
  readonly text: string;
  readonly doi?: string;
  readonly trialRegistration?: string;
  readonly verified: boolean;
}

export interface Figure {
  readonly id: string;
  readonly statement: string;
  readonly trial?: string;
  readonly citation: string;
  readonly section: string;
}

/** criteria/<edition>/evidence.yaml */
export interface EvidenceFile {
  readonly citations: readonly Citation[];
  readonly figures: readonly Figure[];
}

/**
 * A criterion as an overlay edition changes it. Its role stays. What is not given stays as well, but `figures` and
 * `note`, which go with the old limit.
 */
export interface CriterionChange {
  readonly id: string;
  readonly label?: string;
  readonly when?: Condition;
  readonly source: CriterionSource & { readonly external: true; readonly citation: string };
  readonly figures?: readonly string[];
  readonly note?: string;
}

/** criteria/<overlay edition>/<group>/<pathway-id>/changes.yaml */
export interface PathwayChanges {
  readonly pathway: string;
  readonly summary?: string;
  /** Instead of all notes of the pathway. */
  readonly notes?: PathwayDefinition['notes'];
  readonly criteria: readonly CriterionChange[];
}

/** criteria/<edition>/edition.yaml */
export interface EditionFile {
  readonly id: string;
  /** The edition that this one changes; all that is not changed is taken over from it. */
  readonly overlays?: string;
  readonly version: string;
  readonly title: string;
  /** Shown on every card. */
  readonly shortLabel: string;
  readonly published: string;
  readonly ageNote: string;
  /** Not in overlays, which take them over. */
  readonly groups?: readonly { readonly id: string; readonly title: string }[];
  readonly limits: readonly string[];
}

/** An edition ready for use: an overlay with the groups and limits of the edition that it changes. */
export interface Edition extends EditionFile {
  readonly groups: NonNullable<EditionFile['groups']>;
}

/** criteria/<edition>/scope.yaml: when the service may speak, and what holds for every pathway. */
export interface ScopeFile {
  /**
   * In order; the first gate that closes gives the reason. A gate closes when its `inScopeWhen` is not certainly
   * true, or its `outOfScopeWhen` is certainly true (one of the two is given).
   */
  readonly gates: readonly {
    readonly code: string;
    readonly text: string;
    readonly inScopeWhen?: Condition;
    readonly outOfScopeWhen?: Condition;
    readonly source: CriterionSource;
  }[];
  /** Criteria added to every pathway but those named. Shown only when they are not met. */
  readonly shared: readonly {
    readonly criterion: CriterionDefinition;
    readonly appliesWhen: Condition;
    readonly except?: readonly string[];
  }[];
  /** Sentences that every card carries while the condition holds. */
  readonly statements: readonly {
    readonly id: string;
    readonly when: Condition;
    /** Silences the sentence when it certainly holds; an unknown one does not. */
    readonly unless?: Condition;
    readonly text: string;
    readonly source: CriterionSource;
  }[];
}
