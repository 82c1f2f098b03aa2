/** Sources, citations and figures in words. */
import type { Citation, CriterionSource, Knowledge } from '../model/knowledge.js';
import { item, plain, sentence } from './markdown.js';

/** Section of the source, the mark for what comes from outside it, and the citation given. */
export function sourceWords(
  { section, external, citation }: CriterionSource,
  knowledge: Knowledge,
) {
  return [
    `${plain(section)}.`,
    ...(external === true ? ['**Not in the review.**'] : []),
    ...(citation === undefined ? [] : [citationWords(knowledge.citations.get(citation))]),
  ].join(' ');
}

/** Citation with DOI and trial registration; it says where it was not verified. */
export function citationWords(citation: Citation | undefined): string {
  if (citation === undefined) return 'Citation not verified.';
  const { text, doi, trialRegistration, verified } = citation;
  const says = /not verified/iu.test(text);
  return [
    sentence(plain(text)),
    ...(doi === undefined ? [] : [`[doi:${plain(doi)}](https://doi.org/${encodeURI(doi)}).`]),
    ...(trialRegistration === undefined ? [] : [`${plain(trialRegistration)}.`]),
    ...(verified || says ? [] : ['**Citation not verified.**']),
  ].join(' ');
}

/** One item a figure: what was found, in which trial, and where it stands. */
export function figureItems(ids: readonly string[] = [], knowledge: Knowledge): readonly string[] {
  return ids.flatMap((id) => {
    const figure = knowledge.figures.get(id);
    if (figure === undefined) return [];
    const trial = figure.trial === undefined ? '' : `${plain(figure.trial)}. `;
    const from = `${trial}${citationWords(knowledge.citations.get(figure.citation))}`;
    return item(`${plain(figure.statement)} ${from} Section: ${plain(figure.section)}.`);
  });
}
