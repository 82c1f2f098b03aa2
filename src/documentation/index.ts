/** The clinical knowledge as pages for readers, generated from the same files that the service judges by. Pure. */
import type { Knowledge, ValueSetFile } from '../model/knowledge.js';
import { codePages } from './code-pages.js';
import { factsPage } from './facts-page.js';
import { indexPage } from './index-page.js';
import type { Page } from './markdown.js';
import { pathwayPage } from './pathway-page.js';
import { scopePage } from './scope-page.js';

export { generatedMark, type Page } from './markdown.js';

/** All pages, with their paths below docs/knowledge; the same knowledge always gives the same text. */
export function knowledgePages(
  knowledge: Knowledge,
  valueSets: readonly ValueSetFile[],
): readonly Page[] {
  return [
    indexPage(knowledge),
    scopePage(knowledge),
    factsPage(knowledge),
    ...knowledge.pathways.map((pathway) => pathwayPage(pathway, knowledge)),
    ...codePages(knowledge, valueSets),
  ];
}
