/** A pathway ready to be shown: status, why, and its criteria with their words. */
import type { PathwayStatus } from '../../../src/model/evaluation.js';
import type { AppPathway } from '../../../src/model/smart-app.js';
import type {
  EvaluatedArm,
  EvaluatedCriterion,
  EvaluatedPathway,
  Evaluation,
} from './evaluation.js';
import { criterionState, reasonWords, roleWords, type State } from './state-words.js';
import type { Vocabulary } from './vocabulary.js';

export interface CriterionView {
  readonly judged: EvaluatedCriterion;
  readonly role: string;
  readonly label: string;
  readonly state: State;
  /** Why it is not known. */
  readonly reason?: string;
  readonly note?: string;
  readonly source: string;
}

export interface PathwayView {
  readonly id: string;
  readonly words: AppPathway;
  readonly status: PathwayStatus;
  /** Its status on the record, where assumptions have changed it. */
  readonly was?: PathwayStatus;
  readonly criteria: readonly CriterionView[];
  readonly arms: readonly { readonly judged: EvaluatedArm; readonly label: string }[];
  /** Sentences: what excludes, is not met, is missing, is presumed. */
  readonly why: readonly string[];
}

export interface GroupView {
  readonly id: string;
  readonly title: string;
  readonly pathways: readonly PathwayView[];
}

/** All pathways of an evaluation by group, in the order of the edition. `record` is the evaluation without assumptions. */
export function pathwaysByGroup(
  evaluation: Evaluation,
  record: Evaluation,
  vocabulary: Vocabulary,
): readonly GroupView[] {
  const { groups, pathways } = vocabulary.knowledge;
  const views = pathways.flatMap((words) => {
    const judged = evaluation.pathways[words.id];
    if (judged === undefined) return [];
    const was = record.pathways[words.id]?.status;
    const view = pathwayView(words, judged, vocabulary);
    return [{ ...view, ...(was !== undefined && was !== judged.status && { was }) }];
  });
  return groups
    .map(({ id, title }) => ({
      id,
      title,
      pathways: views.filter(({ words }) => words.group === id),
    }))
    .filter((group) => group.pathways.length > 0);
}

function pathwayView(
  words: AppPathway,
  judged: EvaluatedPathway,
  vocabulary: Vocabulary,
): PathwayView {
  const criteria = judged.criteria.map((criterion) => criterionView(criterion, words));
  return {
    id: words.id,
    words,
    status: judged.status,
    criteria,
    arms: judged.arms.map((arm) => ({
      judged: arm,
      label: words.arms.find(({ id }) => id === arm.id)?.label ?? arm.id,
    })),
    why: whyLines(judged, criteria, vocabulary),
  };
}

function criterionView(judged: EvaluatedCriterion, words: AppPathway): CriterionView {
  const { role, result, reason, tree } = judged;
  const known = words.criteria.find(({ id }) => id === judged.id);
  const isForClinician = role === 'attestation' && tree === undefined;
  return {
    judged,
    role: roleWords[role],
    label: known?.label ?? judged.id,
    state: criterionState(role, result),
    ...(reason !== undefined && !isForClinician && { reason: reasonWords[reason] }),
    ...(known?.note !== undefined && { note: known.note }),
    source: known?.source ?? '',
  };
}

function whyLines(
  judged: EvaluatedPathway,
  criteria: readonly CriterionView[],
  vocabulary: Vocabulary,
): readonly string[] {
  const labels = (ids: readonly string[]): string => ids.map(vocabulary.factLabel).join(', ');
  const excluding = criteria.filter(isExcluding).map(({ label }) => label);
  const notMet = criteria
    .filter(({ judged: { role, result } }) => role === 'inclusion' && result === 'not-met')
    .map(({ label }) => label);
  const members = judged.members?.map(vocabulary.pathwayName);
  return [
    ...(excluding.length > 0 ? [`Excluded by: ${excluding.join('; ')}`] : []),
    ...(notMet.length > 0 ? [`Not met: ${notMet.join('; ')}`] : []),
    ...(judged.missing.length > 0 ? [`Missing: ${labels(judged.missing)}`] : []),
    ...(judged.presumptions.length > 0
      ? [`Presumed, not recorded: ${labels(judged.presumptions)}`]
      : []),
    ...(judged.preferred ? ['The source prefers it for this origin'] : []),
    ...(members === undefined
      ? []
      : [`Not excluded among its members: ${members.join(', ') || 'none'}`]),
  ];
}

/** A met exclusion, or a recorded judgement on the wrong side. */
export function isExcluding({ judged: { role, result } }: CriterionView): boolean {
  return (
    (role === 'exclusion' && result === 'met') || (role === 'attestation' && result === 'not-met')
  );
}

/** A criterion that decides the status and is not known. */
export function isMissing({ judged: { role, result } }: CriterionView): boolean {
  return (role === 'inclusion' || role === 'exclusion') && result === 'unknown';
}
