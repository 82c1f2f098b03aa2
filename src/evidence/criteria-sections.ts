/** The criteria and arms of a pathway, by role, with where each stands. */
import type {
  ArmDefinition,
  CriterionDefinition,
  CriterionSource,
  Knowledge,
  PathwayDefinition,
  Role,
} from '../model/knowledge.js';
import { citationText, figureList } from './figures.js';
import { html, nothing, type Markup } from './html.js';

const roles: readonly (readonly [Role, string, string])[] = [
  ['inclusion', 'Required', 'All of these must be met.'],
  ['exclusion', 'Excludes', 'None of these may be met.'],
  ['attestation', 'To confirm', 'A clinician’s judgement; a recorded contrary judgement excludes.'],
  ['favourable', 'Favourable', 'Shown, decides nothing.'],
  ['unfavourable', 'Unfavourable', 'Shown, decides nothing.'],
  ['caution', 'Cautions', 'Shown, decide nothing.'],
];

/** One section for each role that has criteria. */
export function criteriaSections(knowledge: Knowledge, pathway: PathwayDefinition): Markup {
  const sections = roles.flatMap(([role, title, meaning]) => {
    const criteria = pathway.criteria.filter((criterion) => criterion.role === role);
    if (criteria.length === 0) return [];
    return [
      html`<h2>${title}</h2>
        <p class="quiet">${meaning}</p>
        <ul>
          ${criteria.map((criterion) => criterionItem(knowledge, criterion))}
        </ul>`,
    ];
  });
  return html`${sections}`;
}

function criterionItem(knowledge: Knowledge, criterion: CriterionDefinition): Markup {
  return html`<li>
    <strong>${criterion.label}</strong><br />${sourceLine(knowledge, criterion.source)}
    ${paragraph(criterion.note)}${figureList(knowledge, criterion.figures)}
  </li>`;
}

/** The settings of particular trials within a pathway. */
export function armsSection(knowledge: Knowledge, arms: readonly ArmDefinition[] = []): Markup {
  if (arms.length === 0) return nothing;
  return html`<h2>Settings of the trials</h2>
    <p class="quiet">Shown, decide nothing.</p>
    <ul>
      ${arms.map(
        (arm) =>
          html`<li>
            <strong>${arm.label}</strong><br />${sourceLine(knowledge, arm.source)}
            ${figureList(knowledge, arm.figures)}
          </li>`,
      )}
    </ul>`;
}

/** Section of the source, the mark for what comes from outside it, and the citation given. */
export function sourceLine(knowledge: Knowledge, source: CriterionSource): Markup {
  const mark =
    source.external === true ? html` <span class="mark">not in the review</span>` : nothing;
  const citation =
    source.citation === undefined
      ? nothing
      : html` ${citationText(knowledge.citations.get(source.citation))}`;
  return html`<span class="quiet">Section: ${source.section}.${mark}${citation}</span>`;
}

function paragraph(text: string | undefined): Markup {
  return text === undefined ? nothing : html`<p>${text}</p>`;
}
