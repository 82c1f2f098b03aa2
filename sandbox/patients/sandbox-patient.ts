/** What a synthetic patient is: an invented chart and what the published criteria say of it. */
import type { FhirResource } from 'fhir/r4.js';

export type PathwayId =
  | 'curative-resection'
  | 'staged-resection'
  | 'cytoreductive-resection'
  | 'liver-transplantation'
  | 'thermal-ablation'
  | 'transarterial-embolisation'
  | 'transarterial-chemoembolisation'
  | 'sirt'
  | 'prrt'
  | 'somatostatin-analogue'
  | 'everolimus'
  | 'sunitinib'
  | 'interferon-alpha'
  | 'bevacizumab-combination'
  | 'chemotherapy-nec'
  | 'chemotherapy-wd-net'
  | 'downstaging'
  | 'mdt-review';

export type PathwayVerdict = 'criteria-met' | 'needs-data' | 'criteria-not-met' | 'excluded';

export type Answer = 'met' | 'not-met' | 'unknown';

/** By pathway, then by the id of an arm or a criterion. */
export type Answers = Readonly<Partial<Record<PathwayId, Readonly<Record<string, Answer>>>>>;

/** What a correct evaluation of the chart says, read off the clinical specification by hand. */
export interface ExpectedEvaluation {
  readonly inScope: boolean;
  /** Code of the reason why the service stays silent; only out of scope. */
  readonly scopeReason?: string;
  /** In scope: the status of every pathway in force. */
  readonly pathways?: Readonly<Partial<Record<PathwayId, PathwayVerdict>>>;
  /** Arms of pathways and what is to be said of each; other arms may be there as well. */
  readonly arms?: Answers;
  /** The same of criteria that never gate: favourable, unfavourable, cautions. */
  readonly remarks?: Answers;
  /** Ids of the sentences that every card carries. Absent: none. */
  readonly statements?: readonly string[];
  /** Pathways that the source prefers to another one here. Absent: none. */
  readonly preferred?: readonly PathwayId[];
  /** Facts that some reported conflict must name. Absent: the chart holds no conflict at all. */
  readonly conflicts?: readonly string[];
  readonly cards: 'none' | 'some';
  /** Facts that must be unknown, with the reason; other facts may be unknown as well. */
  readonly unknownFacts?: Readonly<Record<string, 'no-data' | 'stale'>>;
  /** Facts that alone would end needs-data in each of these pathways; others may do so as well. */
  readonly settledBy?: Readonly<Record<string, readonly PathwayId[]>>;
  /** Pathways whose exclusion is met by a treatment that is planned or running: a warning is due. */
  readonly warnsAbout?: readonly PathwayId[];
}

export interface SandboxPatient {
  readonly id: string;
  readonly name: string;
  /** One line saying what the patient shows. */
  readonly story: string;
  readonly expected: ExpectedEvaluation;
  /** Patient first, then the chart; every resource has a stable id. */
  readonly resources: readonly FhirResource[];
}
