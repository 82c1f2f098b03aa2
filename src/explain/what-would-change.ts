/** What stands between a pathway and its published criteria: unmet criteria, open ones, and which datum would decide. */
import { factLabel } from '../cards/value-text.js';
import type { CriterionResult, DecisiveDatum, PathwayResult } from '../model/evaluation.js';
import { becauseLines, type WordContext } from './test-words.js';
import { wrap } from './terminal.js';

/** Lines for a pathway that needs data or whose criteria are not met; none for the others. */
export function whatWouldChangeLines(
  pathway: PathwayResult,
  decisive: readonly DecisiveDatum[],
  context: WordContext,
): readonly string[] {
  const words = wordsFor(pathway, decisive, context);
  if (words.length === 0) return [];
  return ['  What would change it', ...words.map((line) => wrap(`- ${line}`, 4, 6))];
}

function wordsFor(
  pathway: PathwayResult,
  decisive: readonly DecisiveDatum[],
  context: WordContext,
): readonly string[] {
  switch (pathway.status) {
    case 'criteria-not-met':
      return [...unmetWords(pathway, context), ...viewWords(pathway)];
    case 'needs-data':
      return [
        ...openWords(pathway, context),
        ...viewWords(pathway),
        ...decisiveWords(pathway, decisive, context),
      ];
    case 'criteria-met':
    case 'excluded':
      return [];
  }
}

function unmetWords({ criteria }: PathwayResult, context: WordContext): readonly string[] {
  return criteria
    .filter(({ role, result }) => role === 'inclusion' && result === 'not-met')
    .map((criterion) => sentence('Not met', criterion, 'not-met', context));
}

function openWords({ criteria }: PathwayResult, context: WordContext): readonly string[] {
  return criteria
    .filter(({ role }) => role === 'inclusion' || role === 'exclusion')
    .filter(({ result }) => result === 'unknown')
    .map((criterion) => {
      const excludes = criterion.role === 'exclusion';
      const asking = excludes ? 'excludes if' : 'asked for';
      const head = excludes ? 'Open, would exclude' : 'Open';
      return sentence(head, criterion, 'unknown', { ...context, asking });
    });
}

function sentence(
  head: string,
  { definition, tree }: CriterionResult,
  wanted: 'not-met' | 'unknown',
  context: WordContext,
): string {
  const reasons = tree === undefined ? [] : becauseLines(tree, wanted, context);
  return [`${head}: ${definition.label}.`, ...reasons.map((reason) => `${reason}.`)].join(' ');
}

/** A view is judged by its members once its own criteria are met. */
function viewWords({ definition, members, status, criteria }: PathwayResult): readonly string[] {
  const gating = criteria.filter(({ role }) => role === 'inclusion' || role === 'exclusion');
  const isOwnDecided = gating.every(({ role, result }) =>
    role === 'inclusion' ? result === 'met' : result === 'not-met',
  );
  if (definition.view === undefined || !isOwnDecided) return [];
  const left = (members ?? []).join(', ') || 'none';
  const open = status === 'needs-data' ? 'some of its members need data' : 'those of no member are';
  return [`Its own criteria are met, but ${open}; members not excluded: ${left}.`];
}

function decisiveWords(
  { id }: PathwayResult,
  decisive: readonly DecisiveDatum[],
  { knowledge }: WordContext,
): readonly string[] {
  const bearing = decisive.filter(({ couldChange }) => couldChange.includes(id));
  if (bearing.length === 0) return ['No single value would decide it: several are missing.'];
  const names = (data: readonly DecisiveDatum[]): string =>
    data.map(({ fact }) => factLabel(knowledge, fact)).join('; ');
  const settling = bearing.filter(({ settles }) => settles.includes(id));
  const others = bearing.filter(({ settles }) => !settles.includes(id));
  return [
    ...(settling.length > 0 ? [`Would settle it, alone: ${names(settling)}.`] : []),
    ...(others.length > 0 ? [`Could change it, alone: ${names(others)}.`] : []),
  ];
}
