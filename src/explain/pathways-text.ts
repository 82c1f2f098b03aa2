/** The pathways of an evaluation: status, why, and every criterion with its tree. */
import { excludingCriteria } from '../cards/pathway-words.js';
import { factLabel } from '../cards/value-text.js';
import type {
  ArmResult,
  CriterionResult,
  Evaluation,
  PathwayResult,
  TreeResult,
  TruthReason,
} from '../model/evaluation.js';
import type { Knowledge, Role } from '../model/knowledge.js';
import { reasonWords } from './reason-words.js';
import { wrap, type Terminal } from './terminal.js';
import { becauseLines, requirement, shownValue, type WordContext } from './test-words.js';
import { whatWouldChangeLines } from './what-would-change.js';

const roleWords: Readonly<Record<Role, string>> = {
  inclusion: 'required',
  exclusion: 'excludes',
  attestation: 'to confirm',
  favourable: 'favourable',
  unfavourable: 'unfavourable',
  caution: 'caution',
};

/** Lines for one pathway of the evaluation. */
export function pathwayLines(
  pathway: PathwayResult,
  { facts, decisive }: Pick<Evaluation, 'facts' | 'decisive'>,
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  const context: WordContext = { facts, knowledge };
  return [
    `${view.paint('bold', pathway.definition.shortTitle)} (${pathway.id}): ${view.status(pathway.status)}`,
    ...whyLines(pathway, knowledge),
    ...whatWouldChangeLines(pathway, decisive, context),
    ...pathway.criteria.flatMap((criterion) => criterionLines(criterion, context, view)),
    ...pathway.arms.map((arm) => armLine(arm, context, view)),
  ];
}

function armLine(
  { definition, result, tree }: ArmResult,
  context: WordContext,
  view: Terminal,
): string {
  const reasons = result === 'met' ? [] : becauseLines(tree, result, context);
  const why = reasons.length === 0 ? '' : ` - ${reasons.join('. ')}`;
  return wrap(`${view.mark(result)} setting: ${definition.label}${why}`, 2, 6);
}

function whyLines(pathway: PathwayResult, knowledge: Knowledge): readonly string[] {
  const labels = (ids: readonly string[]): string =>
    ids.map((id) => factLabel(knowledge, id)).join(', ');
  const excluding = excludingCriteria(pathway).map(({ definition }) => definition.label);
  const notMet = pathway.criteria
    .filter(({ role, result }) => role === 'inclusion' && result === 'not-met')
    .map(({ definition }) => definition.label);
  const words = [
    ...(excluding.length > 0 ? [`Excluded by: ${excluding.join('; ')}.`] : []),
    ...(notMet.length > 0 ? [`Not met: ${notMet.join('; ')}.`] : []),
    ...(pathway.missing.length > 0 ? [`Missing: ${labels(pathway.missing)}.`] : []),
    ...(pathway.presumptions.length > 0
      ? [`Presumed, not recorded: ${labels(pathway.presumptions)}.`]
      : []),
    ...(pathway.preferred ? ['The source prefers it for this origin.'] : []),
    ...(pathway.members === undefined
      ? []
      : [`Not excluded among its members: ${pathway.members.join(', ') || 'none'}.`]),
  ];
  return words.map((line) => wrap(line, 2, 4));
}

function criterionLines(
  criterion: CriterionResult,
  context: WordContext,
  view: Terminal,
): readonly string[] {
  const { definition, result, reason, strength, role, tree } = criterion;
  const from = definition.source.external === true ? ' [from outside the review]' : '';
  const basis = strength === undefined || strength === 'documented' ? '' : `, ${strength}`;
  const head = `${view.mark(result)} ${roleWords[role]}: ${definition.label}${from}${reasonText(reason)}${basis}`;
  const details = tree === undefined ? [] : treeLines(tree, context, view, 6);
  return [wrap(head, 2, 6), ...details];
}

function reasonText(reason: TruthReason | undefined): string {
  return reason === undefined ? '' : ` (${reasonWords[reason]})`;
}

const opWords = { all: 'all of', any: 'any of', not: 'not' } as const;

function treeLines(
  tree: TreeResult,
  context: WordContext,
  view: Terminal,
  indent: number,
): readonly string[] {
  if (tree.op === 'test') {
    const wanted = requirement(tree, context);
    const value = shownValue(tree, context);
    const isTold = value === undefined || wanted === `is ${value.text}`;
    const shown = isTold ? '' : ` ${view.paint('dim', `[${value.text}]`)}`;
    const reason = value?.isOnlyPresumed === true ? '' : reasonText(tree.reason);
    const test = `${factLabel(context.knowledge, tree.fact)} ${wanted}${shown}${reason}`;
    return [wrap(`${view.mark(tree.result)} ${test}`, indent, indent + 2)];
  }
  return [
    `${' '.repeat(indent)}${view.mark(tree.result)} ${opWords[tree.op]}`,
    ...tree.of.flatMap((part) => treeLines(part, context, view, indent + 2)),
  ];
}
