/** Why a pathway has its status, in a line: the criteria that decide, with value and date. */
import { testsOf, type Evaluation } from '../evaluation/evaluation.js';
import { dayText, factView, type FactView } from '../evaluation/fact-view.js';
import {
  isExcluding,
  isMissing,
  type CriterionView,
  type PathwayView,
} from '../evaluation/pathway-view.js';
import type { Vocabulary } from '../evaluation/vocabulary.js';

const most = 6;

export function decidingInputs(
  pathway: PathwayView,
  evaluation: Evaluation,
  vocabulary: Vocabulary,
): readonly string[] {
  const deciding = pathway.criteria.filter((criterion) => decides(criterion, pathway));
  const lines = deciding
    .slice(0, most)
    .map((criterion) => inputText(criterion, evaluation, vocabulary));
  const more = deciding.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...presumptionLines(pathway, evaluation, vocabulary),
  ];
}

/** Criteria that are met because silence was read as a value say so. */
function presumptionLines(
  { id, status }: PathwayView,
  { pathways }: Evaluation,
  vocabulary: Vocabulary,
): readonly string[] {
  const presumed = (pathways[id]?.presumptions ?? []).map(vocabulary.factLabel);
  if (status !== 'criteria-met' || presumed.length === 0) return [];
  return [`presumed: ${presumed.join(', ')}`];
}

function decides(criterion: CriterionView, { status }: PathwayView): boolean {
  const { role, result } = criterion.judged;
  switch (status) {
    case 'excluded':
      return isExcluding(criterion);
    case 'criteria-not-met':
      return role === 'inclusion' && result === 'not-met';
    case 'needs-data':
      return isMissing(criterion);
    case 'criteria-met':
      return (role === 'inclusion' && result === 'met') || (role === 'caution' && result === 'met');
  }
}

function inputText(
  { judged, label, reason, role }: CriterionView,
  evaluation: Evaluation,
  vocabulary: Vocabulary,
): string {
  const prefix = judged.role === 'inclusion' ? '' : `${role.toLowerCase()}: `;
  if (judged.result === 'unknown') return `${prefix}${label} – ${reason ?? 'not known'}`;
  const values = testsOf(judged.tree)
    .filter(({ result }) => result === judged.result)
    .map(({ fact: id }) => factView(id, evaluation, vocabulary))
    .filter(({ value }) => value !== undefined)
    .map(valueAndDate);
  const told = [...new Set(values)].slice(0, 2).join('; ');
  return told === '' ? `${prefix}${label}` : `${prefix}${label} (${told})`;
}

/** "G2, 2026-05-01", and for what was never recorded "no, presumed". */
function valueAndDate({ value = '', date, isPresumed }: FactView): string {
  const presumed = isPresumed ? ['presumed'] : [];
  const when = date === undefined ? [] : [dayText(date)];
  return [value.slice(0, 60), ...presumed, ...when].join(', ');
}
