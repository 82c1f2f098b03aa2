/** The first page: the edition, its pathways by group, and the way to everything else. */
import type { Knowledge } from '../model/knowledge.js';
import { citationWords } from './evidence-words.js';
import { code, item, link, page, plain, type Page } from './markdown.js';
import { pathwayPath } from './pathway-page.js';

/** The index of all pages. */
export function indexPage(knowledge: Knowledge): Page {
  const { edition, version, pathways, citations } = knowledge;
  return page('README.md', [
    ['# Clinical knowledge'],
    [`${plain(edition.title)}.`],
    [`Edition ${code(edition.id)}, version ${version}, published ${plain(edition.published)}.`],
    [plain(edition.ageNote)],
    [
      'These pages inform only. They say what was published, not what a patient should receive: the multidisciplinary team decides.',
    ],
    ['## Pathways'],
    ...edition.groups.flatMap(({ id, title }) => {
      const members = pathways.filter(({ group }) => group === id);
      if (members.length === 0) return [];
      return [
        [`### ${plain(title)}`],
        members.flatMap((pathway) =>
          item(`${link(plain(pathway.title), pathwayPath(pathway.id))}: ${plain(pathway.summary)}`),
        ),
      ];
    }),
    ['## Beneath them'],
    [
      ...item(`${link('Scope', 'scope.md')}: when the service may speak, and what it always says`),
      ...item(`${link('Facts', 'facts.md')}: what is read from a chart, and how it is judged`),
      ...item(`${link('Codes', 'codes/README.md')}: the codes behind the facts`),
    ],
    ['## Limits of this edition'],
    edition.limits.flatMap((limit) => item(plain(limit))),
    ['## Citations'],
    [...citations.values()].flatMap((citation) => item(citationWords(citation))),
  ]);
}
