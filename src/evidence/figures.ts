/** Published figures with their study and citation. */
import type { Citation, Figure, Knowledge } from '../model/knowledge.js';
import { html, nothing, type Markup } from './html.js';

/** One list of figures by id; ids without a figure are left out (validation names them). */
export function figureList(knowledge: Knowledge, ids: readonly string[] = []): Markup {
  const figures = ids.flatMap((id) => knowledge.figures.get(id) ?? []);
  if (figures.length === 0) return nothing;
  return html`<ul>
    ${figures.map((figure) => html`<li>${figureItem(knowledge, figure)}</li>`)}
  </ul>`;
}

function figureItem(knowledge: Knowledge, figure: Figure): Markup {
  const citation = knowledge.citations.get(figure.citation);
  const trial = figure.trial === undefined ? '' : `${figure.trial}. `;
  return html`${figure.statement}<br /><span class="quiet"
      >${trial}${citationText(citation)} Section: ${figure.section}.</span
    >`;
}

/** Citation with DOI and trial registration where they were verified; otherwise it says that it was not. */
export function citationText(citation: Citation | undefined): Markup {
  if (citation === undefined) return html`citation not verified.`;
  const { text, doi, trialRegistration, verified } = citation;
  const link =
    doi === undefined
      ? nothing
      : html` <a href="https://doi.org/${encodeURI(doi)}" rel="noreferrer">doi:${doi}</a>.`;
  const registration = trialRegistration === undefined ? '' : ` ${trialRegistration}.`;
  const says = /not verified/iu.test(text);
  const mark = verified || says ? nothing : html` <span class="mark">citation not verified</span>`;
  return html`${withStop(text)}${link}${registration}${mark}`;
}

function withStop(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
