/** The evidence pages that cards point to, generated from the knowledge. Pure. */
import type { Knowledge, PathwayDefinition } from '../model/knowledge.js';
import { armsSection, criteriaSections, sourceLine } from './criteria-sections.js';
import { figureList } from './figures.js';
import { html, htmlDocument, nothing, type Markup } from './html.js';

export { evidenceStyleHash } from './html.js';

/** The page of a pathway as a whole HTML document; undefined when the edition has no such pathway. */
export function evidencePage(knowledge: Knowledge, pathwayId: string): string | undefined {
  const pathway = knowledge.pathwayById.get(pathwayId);
  if (pathway === undefined) return undefined;
  const body = html`<p><a href="./">All pathways of this edition</a></p>
    <main>
      <h1>${pathway.title}</h1>
      <p>${pathway.summary}</p>
      ${safetyStatement()} ${editionSection(knowledge)} ${viewSection(knowledge, pathway)}
      ${criteriaSections(knowledge, pathway)} ${armsSection(knowledge, pathway.arms)}
      ${figuresSection(knowledge, pathway)} ${notesSection(knowledge, pathway)}
      ${limitsSection(knowledge)}
    </main>`;
  return htmlDocument(`${pathway.shortTitle}: published criteria`, body);
}

/** The list of all pathways of the edition, by group, as a whole HTML document. */
export function evidenceIndex(knowledge: Knowledge): string {
  const { edition, pathways } = knowledge;
  const groups = edition.groups.map((group) => {
    const members = pathways.filter((pathway) => pathway.group === group.id);
    return members.length === 0 ? nothing : groupSection(group.title, members);
  });
  const named = new Set(edition.groups.map((group) => group.id));
  const others = pathways.filter((pathway) => !named.has(pathway.group));
  const body = html`<main>
    <h1>${edition.title}</h1>
    ${safetyStatement()} ${editionSection(knowledge)} ${groups}
    ${others.length === 0 ? nothing : groupSection('Other', others)} ${limitsSection(knowledge)}
  </main>`;
  return htmlDocument(edition.title, body);
}

function groupSection(title: string, pathways: readonly PathwayDefinition[]): Markup {
  return html`<h2>${title}</h2>
    <ul>
      ${pathways.map(
        (pathway) =>
          html`<li>
            <a href="./${encodeURIComponent(pathway.id)}">${pathway.title}</a><br /><span
              class="quiet"
              >${pathway.summary}</span
            >
          </li>`,
      )}
    </ul>`;
}

function safetyStatement(): Markup {
  return html`<p class="note">
    This page informs only. It says what was published, not what a patient should receive: the
    multidisciplinary team decides.
  </p>`;
}

function editionSection({ edition, version, site }: Knowledge): Markup {
  const place = site === null ? '' : ` Site overlay: ${site}.`;
  return html`<p class="quiet">
      Edition: ${edition.shortLabel} (${edition.id}, version ${version}), published
      ${edition.published}.${place}
    </p>
    <p>${edition.ageNote}</p>`;
}

function viewSection(knowledge: Knowledge, { view }: PathwayDefinition): Markup {
  if (view === undefined) return nothing;
  return html`<h2>Looks at other pathways</h2>
    <p>Once its own criteria are met, it is judged by these:</p>
    <ul>
      ${view.anyOf.map((id) => {
        const title = knowledge.pathwayById.get(id)?.shortTitle ?? id;
        return html`<li><a href="./${encodeURIComponent(id)}">${title}</a></li>`;
      })}
    </ul>`;
}

function figuresSection(knowledge: Knowledge, { figures = [] }: PathwayDefinition): Markup {
  if (figures.length === 0) return nothing;
  return html`<h2>Published figures</h2>
    <p class="quiet">Figures of different studies must not be compared with each other.</p>
    ${figureList(knowledge, figures)}`;
}

function notesSection(knowledge: Knowledge, { notes = [] }: PathwayDefinition): Markup {
  if (notes.length === 0) return nothing;
  return html`<h2>To know</h2>
    <ul>
      ${notes.map((note) => html`<li>${note.text}<br />${sourceLine(knowledge, note.source)}</li>`)}
    </ul>`;
}

function limitsSection({ edition }: Knowledge): Markup {
  if (edition.limits.length === 0) return nothing;
  return html`<h2>Limits of this edition</h2>
    <ul>
      ${edition.limits.map((limit) => html`<li>${limit}</li>`)}
    </ul>`;
}
