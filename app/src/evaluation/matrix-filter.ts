/** What of the matrix is shown, kept in the fragment of the address. */
import type { PathwayStatus } from '../../../src/model/evaluation.js';
import {
  isExcluding,
  isMissing,
  type CriterionView,
  type GroupView,
  type PathwayView,
} from './pathway-view.js';

export const shownParts = ['all', 'met', 'missing', 'not-met', 'excluded'] as const;
export type ShownPart = (typeof shownParts)[number];

export const shownPartWords: Readonly<Record<ShownPart, string>> = {
  all: 'All',
  met: 'Criteria met',
  missing: 'What is missing',
  'not-met': 'Criteria not met',
  excluded: 'What is excluded',
};

export interface MatrixFilter {
  readonly show: ShownPart;
  readonly find: string;
}

const statusOf: Readonly<Record<Exclude<ShownPart, 'all'>, PathwayStatus>> = {
  met: 'criteria-met',
  missing: 'needs-data',
  'not-met': 'criteria-not-met',
  excluded: 'excluded',
};

/** `#show=missing&find=ki-67`; anything else is "all". */
export function readFilter(hash: string): MatrixFilter {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const show = shownParts.find((part) => part === parameters.get('show')) ?? 'all';
  return { show, find: (parameters.get('find') ?? '').slice(0, 100) };
}

export function filterHash({ show, find }: MatrixFilter): string {
  const parameters = new URLSearchParams();
  if (show !== 'all') parameters.set('show', show);
  if (find !== '') parameters.set('find', find);
  const text = parameters.toString();
  return text === '' ? '' : `#${text}`;
}

/** The groups with what the filter lets through; empty groups are left out. */
export function filterGroups(
  groups: readonly GroupView[],
  filter: MatrixFilter,
  factLabel: (id: string) => string,
): readonly GroupView[] {
  return groups
    .map((group) => ({
      ...group,
      pathways: group.pathways.flatMap((pathway) => filterPathway(pathway, filter, factLabel)),
    }))
    .filter(({ pathways }) => pathways.length > 0);
}

function filterPathway(
  pathway: PathwayView,
  { show, find }: MatrixFilter,
  factLabel: (id: string) => string,
): readonly PathwayView[] {
  if (show !== 'all' && pathway.status !== statusOf[show]) return [];
  const shown = pathway.criteria.filter((criterion) => isPartShown(criterion, show));
  const arms = show === 'missing' || show === 'excluded' ? [] : pathway.arms;
  const wanted = find.trim().toLowerCase();
  const has = (text: string): boolean => text.toLowerCase().includes(wanted);
  const isTitle = has(pathway.words.title) || has(pathway.words.shortTitle);
  if (wanted === '' || isTitle) return [{ ...pathway, arms, criteria: shown }];
  const found = shown.filter(
    ({ label, judged }) => has(label) || judged.facts.some((id) => has(factLabel(id))),
  );
  return found.length === 0 ? [] : [{ ...pathway, arms, criteria: found }];
}

function isPartShown(criterion: CriterionView, show: ShownPart): boolean {
  if (show === 'missing') return isMissing(criterion);
  return show === 'excluded' ? isExcluding(criterion) : true;
}

/** How many pathways each part would show, without the text. */
export function countParts(groups: readonly GroupView[]): Readonly<Record<ShownPart, number>> {
  const statuses = groups.flatMap(({ pathways }) => pathways.map(({ status }) => status));
  const count = (status: PathwayStatus): number =>
    statuses.filter((candidate) => candidate === status).length;
  return {
    all: statuses.length,
    met: count('criteria-met'),
    missing: count('needs-data'),
    'not-met': count('criteria-not-met'),
    excluded: count('excluded'),
  };
}
