/** The pathways of an evaluation: status, why, and every criterion with its tree. */
import { excludingCriteria } from '../cards/pathway-words.js';
import { factLabel } from '../cards/value-text.js';
import type {
  CriterionResult,
  PathwayResult,
  TreeResult,
  TruthReason,
} from '../model/evaluation.js';
import type { Knowledge, Role } from '../model/knowledge.js';
import { reasonWords } from './reason-words.js';
import { wrap, type Terminal } from './terminal.js';

const roleWords: Readonly<Record<Role, string>> = {
  inclusion: 'required',
  exclusion: 'excludes',
  attestation: 'to confirm',
  favourable: 'favourable',
  unfavourable: 'unfavourable',
  caution: 'caution',
};

/** Lines for one pathway. */
export function pathwayLines(
  pathway: PathwayResult,
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  return [
    `${view.paint('bold', pathway.definition.shortTitle)} (${pathway.id}): ${view.status(pathway.status)}`,
    ...whyLines(pathway, knowledge),
    ...pathway.criteria.flatMap((criterion) => criterionLines(criterion, knowledge, view)),
    ...pathway.arms.map((arm) =>
      wrap(
        `${view.mark(arm.result)} setting: ${arm.definition.label}${reasonText(arm.reason)}`,
        2,
        6,
      ),
    ),
  ];
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
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  const { definition, result, reason, strength, role, tree } = criterion;
  const from = definition.source.external === true ? ' [from outside the review]' : '';
  const basis = strength === undefined || strength === 'documented' ? '' : `, ${strength}`;
  const head = `${view.mark(result)} ${roleWords[role]}: ${definition.label}${from}${reasonText(reason)}${basis}`;
  const details = tree === undefined ? [] : treeLines(tree, knowledge, view, 6);
  return [wrap(head, 2, 6), ...details];
}

function reasonText(reason: TruthReason | undefined): string {
  return reason === undefined ? '' : ` (${reasonWords[reason]})`;
}

const opWords = { all: 'all of', any: 'any of', not: 'not' } as const;

function treeLines(
  tree: TreeResult,
  knowledge: Knowledge,
  view: Terminal,
  indent: number,
): readonly string[] {
  if (tree.op === 'test') {
    const test = `${factLabel(knowledge, tree.fact)} ${tree.text}`;
    return [
      wrap(`${view.mark(tree.result)} ${test}${reasonText(tree.reason)}`, indent, indent + 2),
    ];
  }
  return [
    `${' '.repeat(indent)}${view.mark(tree.result)} ${opWords[tree.op]}`,
    ...tree.of.flatMap((part) => treeLines(part, knowledge, view, indent + 2)),
  ];
}
