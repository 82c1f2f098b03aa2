/** Pathways on cards: names, counts, and why each is where it is. */
import type { CriterionResult, PathwayResult } from '../model/evaluation.js';
import { pathwaysNamed, type CardContext } from './context.js';
import type { Line } from './detail.js';
import { basisLine } from './fact-lines.js';
import { knowledgeText } from './markdown.js';
import { inSentence } from './summary.js';
import { factLabel } from './value-text.js';

export function pathwayCount(context: CardContext, count: number): string {
  return context.text(count === 1 ? 'pathwayOne' : 'pathwayMany', { count });
}

export function pathwayName(pathway: PathwayResult): string {
  return inSentence(pathway.definition.shortTitle);
}

/** Results for the ids that belong to the service, in the order given. */
export function findPathways(
  context: CardContext,
  ids: readonly string[],
): readonly PathwayResult[] {
  return ids.flatMap((id) => context.pathways.find((pathway) => pathway.id === id) ?? []);
}

/**
 * Names for each list of pathways such that no more than five different pathways are named in all;
 * the others are counted. Undefined where none of a list is named.
 */
export function nameWithinLimit(
  context: CardContext,
  lists: readonly (readonly PathwayResult[])[],
): readonly (string | undefined)[] {
  const all = [...new Set(lists.flat())];
  const named = new Set(all.slice(0, pathwaysNamed));
  return lists.map((list) => {
    const names = list.filter((pathway) => named.has(pathway)).map(pathwayName);
    const more = list.length - names.length;
    if (names.length === 0) return undefined;
    const shown = knowledgeText(names.join(', '));
    return more > 0 ? context.text('andMore', { names: shown, count: more }) : shown;
  });
}

/** Criteria that exclude: a met exclusion, or a recorded judgement on the wrong side. */
export function excludingCriteria(pathway: PathwayResult): readonly CriterionResult[] {
  return pathway.criteria.filter(
    ({ role, result }) =>
      (role === 'exclusion' && result === 'met') ||
      (role === 'attestation' && result === 'not-met'),
  );
}

/** The label of a criterion, marked where it does not come from the source of the edition. */
export function criterionLabel(context: CardContext, { definition }: CriterionResult): string {
  const { label, source } = definition;
  return source.external === true ? context.text('outsideReview', { criterion: label }) : label;
}

/** Why a pathway is excluded, in words for plain text; Markdown needs `knowledgeText` around it. */
export function exclusionWords(context: CardContext, pathway: PathwayResult): string {
  const words = excludingCriteria(pathway).map((criterion) => excludingWords(context, criterion));
  return words.length === 0 ? context.text('exclusionUnnamed') : words.join('; ');
}

/** One excluding criterion: an exclusion that is met, or a judgement that is recorded to be otherwise. */
export function excludingWords(context: CardContext, criterion: CriterionResult): string {
  const criteria = criterionLabel(context, criterion);
  return context.text(criterion.role === 'attestation' ? 'judgementNotMet' : 'exclusionMet', {
    criteria,
  });
}

/** What the source says of another pathway that the same finding does not exclude; nothing where that one is excluded too. */
export function alternativeLines(
  context: CardContext,
  pathways: readonly PathwayResult[],
): readonly string[] {
  const sentences = pathways
    .flatMap(excludingCriteria)
    .flatMap(({ definition }) => definition.alternative ?? [])
    .filter(({ pathway }) =>
      findPathways(context, [pathway]).some(({ status }) => status !== 'excluded'),
    )
    .map(({ text }) => knowledgeText(text));
  return [...new Set(sentences)];
}

/** One line per documented or derived fact behind the criteria, each fact once. */
export function basisLines(
  context: CardContext,
  criteria: readonly CriterionResult[],
): readonly Line[] {
  const facts = [...new Set(criteria.flatMap((criterion) => criterion.facts))];
  return facts.flatMap((fact) => basisLine(context, fact) ?? []);
}

/** Labels of facts for Markdown. */
export function factNames(context: CardContext, factIds: readonly string[]): string {
  return factIds.map((id) => knowledgeText(factLabel(context.knowledge, id))).join(', ');
}
