/** The files under fhir-mappings/: how FHIR becomes facts. Field by field as in schemas/. */
import type { Condition } from './condition.js';

/** fhir-mappings/code-systems.yaml: short name -> the URIs under which it occurs, canonical first. */
export interface CodeSystems {
  readonly systems: Readonly<
    Record<string, { readonly uris: readonly string[]; readonly title: string }>
  >;
}

/** A code in a value set. `properties` say what the code means for which fact (`site: [pancreas]`). */
export interface CodeEntry {
  /** `short-system-name|code`, e.g. `loinc|29593-1`. */
  readonly code: string;
  readonly display: string;
  /** Every code beginning with this one counts too (ICD chapters). */
  readonly descendants?: boolean;
  readonly properties?: Readonly<Record<string, readonly string[]>>;
  /** The value counts only when it carries a Quantity in a percent unit (Ki-67 presence codes). */
  readonly onlyWithPercent?: boolean;
  readonly note?: string;
}

/** fhir-mappings/value-sets/<id>.yaml */
export interface ValueSetFile {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly version: string;
  /** Properties that no code may lack. */
  readonly everyCodeSays?: readonly string[];
  readonly codes: readonly CodeEntry[];
  /** Codes often found beside the right ones that must never match. */
  readonly doNotMatch?: readonly {
    readonly code: string;
    readonly display: string;
    readonly why: string;
  }[];
}

export type SourceResource =
  | 'Patient'
  | 'Condition'
  | 'Observation'
  | 'Procedure'
  | 'Medication'
  | 'DiagnosticReport'
  | 'ServiceRequest';

/**
 * One way in which a fact is read from FHIR. `Medication` stands for MedicationRequest, MedicationStatement and
 * MedicationAdministration together.
 */
export interface FactSource {
  readonly resource: SourceResource;
  /** Value set matched against the code (Observation: also component codes; Medication: medication[x]). */
  readonly codes?: string;
  /** Read the histology/morphology extension of a Condition instead of its code. */
  readonly extension?: string;
  /** Condition: `active` (default) or `any` clinical status. */
  readonly clinicalStatus?: 'active' | 'any';
  /** Observation/Procedure: only where bodySite (when given) is in this value set. */
  readonly bodySite?: string;
  /** With `bodySite`: a record without a body site does not count. */
  readonly bodySiteRequired?: boolean;
  /** Condition: only where some body site is given that is in none of these value sets. */
  readonly otherBodySite?: readonly string[];
  /** The matched code gives these values (one-of, set members): a constant list ... */
  readonly gives?: readonly string[];
  /** ... or the named property of the matched code entry; entries without it give nothing. */
  readonly givesProperty?: string;
  /** The value of an Observation is read as follows. */
  readonly value?: ValueReading;
  /** Patient only: which element. */
  readonly element?: 'birthDate' | 'deceased';
  /** ServiceRequest/Procedure/Medication for sets: which workflow states count (default: all that the fact's kind allows). */
  readonly states?: readonly SourceState[];
}

/** prepared: a procedure that is about to begin; it has changed nothing yet. */
export type SourceState = 'planned' | 'prepared' | 'active' | 'past';

/** How an Observation's value becomes possible values. Number facts read Quantity, Range, Ratio, integer and strings by themselves. */
export interface ValueReading {
  /** Value set of answer codes, and the property that holds the fact's values (default: the fact id). */
  readonly coded?: string;
  readonly property?: string;
  readonly boolean?: { readonly true?: readonly string[]; readonly false?: readonly string[] };
  /** Whole strings (trimmed, lower case) that state the value. */
  readonly strings?: Readonly<Record<string, readonly string[]>>;
  /** A number read from the Observation that states a one-of value (Krenning 2-4 = positive). */
  readonly numbers?: readonly {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly gives: readonly string[];
  }[];
  /** number facts: coded bands, by the property `band` of the answer code: `[low, high]`, `(low, high)` or mixed, `*` = open end. */
  readonly bands?: string;
  /** The observation's date itself is the value (date facts). */
  readonly date?: boolean;
}

/**
 * What follows from other facts. The possible values are the union over all cases whose `when` is not false,
 * so a partly known input narrows as far as it honestly can.
 */
export interface Derivation {
  /** Name shown as the rule behind the value. */
  readonly rule: string;
  readonly source: string;
  /** combine (default): intersect with what is documented, disagreement is a conflict. fallback: only where nothing is documented. */
  readonly use?: 'combine' | 'fallback';
  /** Several estimates are combined by taking the higher value in the order of the fact's `values`. */
  readonly estimates?: readonly Estimate[];
  /** The first of these facts that is known (same domain). */
  readonly firstKnown?: readonly string[];
  /** A rule that needs the dated records themselves; parameters beside it. */
  readonly algorithm?:
    'stable-disease-run' | 'primary-resection' | 'child-pugh' | 'progression-during-therapy';
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Inputs that are in doubt as well when this derivation disagrees with what is documented: no test on them is decided. */
  readonly putsInDoubt?: readonly string[];
  readonly conflictText?: string;
  /** Groups of values that do not contradict each other: what is documented then stands. */
  readonly compatible?: readonly (readonly string[])[];
}

export interface Estimate {
  readonly cases: readonly { readonly when: Condition; readonly gives: readonly string[] }[];
  /** Values when no case is possibly true (default: the whole domain). */
  readonly otherwise?: readonly string[];
  /** Skipped when this fact has no data at all: it is looked at only where somebody recorded it. */
  readonly ignoredWithout?: string;
}

/** When silence of the record may be read as a value. All given conditions must hold. */
export interface AbsencePolicy {
  /** one-of: presumed value. set: `[]` (empty). */
  readonly presume: readonly string[];
  readonly rule: string;
  readonly source: string;
  /** These resource types must have been read completely. */
  readonly readable?: readonly SourceResource[];
  /** Final cross-sectional imaging of all these regions within so many months. */
  readonly staged?: { readonly regions: readonly string[]; readonly withinMonths: number };
  /** Holds certainly, by the other facts as recorded. */
  readonly when?: Condition;
}

/** fhir-mappings/<topic>/<fact-id>.yaml */
export interface FactDefinition {
  readonly fact: string;
  readonly label: string;
  readonly topic: string;
  readonly kind: 'one-of' | 'interval' | 'set' | 'date';
  /** one-of, set: the domain, in ascending order where there is one. */
  readonly values?: readonly string[];
  /** Plain words for values. */
  readonly valueLabels?: Readonly<Record<string, string>>;
  /** Names that stand for several values (`resected-unknown: [R0, R1, R2]`). */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** UCUM unit of an interval; `1` for counts and scores. */
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Numbers without a unit are taken as being in `unit` (counts, scores). */
  readonly unitOptional?: boolean;
  /** Texts that name no unit are taken as being in `unit`: no other is likely (Ki-67 "12"). */
  readonly unitOptionalInText?: boolean;
  /** g/mol, where laboratories report the substance in moles as well as in mass. */
  readonly molarMass?: number;
  /** Values that satisfy no condition: every test on the fact is then unknown. */
  readonly undecidedValues?: readonly string[];
  /** While this holds, every test on the fact is unknown. */
  readonly undecidedWhen?: Condition;
  /** A fact that a test or referral can establish directly; varied when looking for decisive data. */
  readonly root: boolean;
  readonly shelfLifeMonths?: number;
  readonly oldAfterMonths?: number;
  /** Records dated before a liver resection, transplantation, ablation, embolisation or SIRT are stale. */
  readonly staleAfterLiverProcedure?: boolean;
  /** newest (default): by clinical date. any-positive: one counting record is enough, whatever its age. */
  readonly selection?: 'newest' | 'any-positive';
  /**
   * Several values on the newest day: a conflict (default), the highest counts (largest lesion), that of the latest
   * time, or that of the code which the value sets list first (the preferred formula).
   */
  readonly sameDay?: 'conflict' | 'highest' | 'latest-time' | 'first-listed';
  /** Older records within so many months that disagree with the newest are a conflict. */
  readonly disagreement?: { readonly withinMonths: number; readonly comparedAs?: string };
  readonly sources: readonly FactSource[];
  readonly derive?: Derivation;
  readonly absence?: AbsencePolicy;
  readonly note?: string;
  readonly source: string;
}

/** fhir-mappings/trends.yaml: what is shown over time beside the criteria. */
export interface TrendsFile {
  readonly series: readonly (FactSeries | OwnSeries)[];
  /** Set facts whose members are treatments. */
  readonly treatments: readonly string[];
}

export interface FactSeries {
  readonly fact: string;
}

/** A laboratory value that no criterion tests. */
export interface OwnSeries {
  readonly id: string;
  readonly label: string;
  /** Value set of the Observations. */
  readonly codes: string;
  /** UCUM; a value is shown in the first into which its unit converts. */
  readonly units: readonly string[];
}

/** fhir-mappings/reading.yaml: what mapping files share. */
export interface ReadingRules {
  /** Ids of the `priorTherapies` members that change the liver. */
  readonly liverProcedures: readonly string[];
  /** Value set of staging examinations; property `regions`. */
  readonly stagingReports: string;
  /** Value sets whose Conditions make a patient a candidate for full retrieval. */
  readonly candidates: readonly string[];
  /** "ca. 10" is read as 10 plus or minus this percentage. */
  readonly approximateSpreadPercent: number;
  /** Parts of drugs' names, in small letters and digits alone. */
  readonly drugNames?: readonly string[];
  /** Parts of names that contain one of `drugNames` and are none of these drugs. */
  readonly otherDrugNames?: readonly string[];
  /** The UCUM unit for spellings that laboratories use instead (`G/l: 10*9/L`). */
  readonly unitSpellings: Readonly<Record<string, string>>;
  /** DiagnosticReport categories asked for, `system|code`. */
  readonly reportCategories: readonly string[];
}
