/** One page a pathway: what is asked for, where it stands, and what was found in trials. */
import { factsIn, prepareCondition } from '../logic/prepared-condition.js';
import type {
  Condition,
  CriterionDefinition,
  Knowledge,
  PathwayDefinition,
  Role,
} from '../model/knowledge.js';
import { labelledCondition } from './condition-list.js';
import { figureItems, sourceWords } from './evidence-words.js';
import { anchor, code, item, link, page, plain, type Page } from './markdown.js';

const roles: readonly (readonly [Role, string, string])[] = [
  ['inclusion', 'Required', 'All of these must be met.'],
  ['exclusion', 'Excludes', 'None of these may be met.'],
  [
    'attestation',
    'To confirm',
    'Judgements of a clinician. A recorded value wholly on the wrong side excludes; none leaves it open.',
  ],
  ['favourable', 'Favourable', 'Shown, decides nothing.'],
  ['unfavourable', 'Unfavourable', 'Shown, decides nothing.'],
  ['caution', 'Cautions', 'Shown, decide nothing.'],
];

/** Where the page of a pathway lies below docs/knowledge. */
export function pathwayPath(id: string): string {
  return `pathways/${id}.md`;
}

/** The page of a pathway. */
export function pathwayPage(pathway: PathwayDefinition, knowledge: Knowledge): Page {
  const group = knowledge.edition.groups.find(({ id }) => id === pathway.group)?.title;
  const low = pathway.prominence === 'low' ? ' Shown with low prominence.' : '';
  return page(pathwayPath(pathway.id), [
    [`# ${plain(pathway.title)}`],
    [plain(pathway.summary)],
    [
      `Pathway ${code(pathway.id)} (${plain(pathway.shortTitle)}), group: ${plain(group ?? pathway.group)}.${low}`,
    ],
    ...roles.flatMap((role) => roleSection(role, pathway, knowledge)),
    ...sharedSection(pathway, knowledge),
    ...viewSection(pathway, knowledge),
    ...preferenceSection(pathway, knowledge),
    ...armsSection(pathway, knowledge),
    ...listSection('Published figures', figureItems(pathway.figures, knowledge)),
    ...listSection(
      'To know',
      (pathway.notes ?? []).flatMap(({ text, source }) =>
        item(`${plain(text)} Source: ${sourceWords(source, knowledge)}`),
      ),
    ),
    [link('All knowledge', '../README.md')],
  ]);
}

function listSection(title: string, items: readonly string[]): readonly (readonly string[])[] {
  return items.length === 0 ? [] : [[`## ${title}`], items];
}

function roleSection(
  [role, title, meaning]: (typeof roles)[number],
  { criteria }: PathwayDefinition,
  knowledge: Knowledge,
): readonly (readonly string[])[] {
  const own = criteria.filter((criterion) => criterion.role === role);
  if (own.length === 0) return [];
  return [
    [`## ${title}`],
    [meaning],
    ...own.flatMap((criterion) => criterionBlocks(criterion, knowledge)),
  ];
}

function criterionBlocks(
  criterion: CriterionDefinition,
  knowledge: Knowledge,
): readonly (readonly string[])[] {
  const { id, label, when, source, figures, note, alternative } = criterion;
  const other = knowledge.pathwayById.get(alternative?.pathway ?? '');
  return [
    [`### ${plain(label)}`],
    [
      ...item(`Criterion: ${code(id)}`),
      ...(when === undefined ? item('Recorded nowhere: a judgement.') : testItems(when, knowledge)),
      ...item(`Source: ${sourceWords(source, knowledge)}`),
      ...(note === undefined ? [] : item(`Note: ${plain(note)}`)),
      ...(other === undefined
        ? []
        : item(
            `Where it is met, and ${link(plain(other.shortTitle), `${other.id}.md`)} is not excluded: ${plain(alternative?.text ?? '')}`,
          )),
      ...figureList(figures, knowledge),
    ],
  ];
}

function figureList(ids: readonly string[] | undefined, knowledge: Knowledge): readonly string[] {
  const figures = figureItems(ids, knowledge);
  return figures.length === 0 ? [] : item('Figures:', figures);
}

function testItems(when: Condition, knowledge: Knowledge): readonly string[] {
  const facts = factsIn(prepareCondition(when)).map((id) =>
    link(code(id), `../facts.md${anchor(id)}`),
  );
  return [
    ...labelledCondition('Condition', when, knowledge),
    ...item(`Facts: ${facts.join(', ')}`),
  ];
}

function sharedSection(
  { id }: PathwayDefinition,
  knowledge: Knowledge,
): readonly (readonly string[])[] {
  const added = knowledge.scope.shared.filter(({ except }) => except?.includes(id) !== true);
  return listSection(
    'Added for some patients',
    added.flatMap(({ criterion }) =>
      item(`${plain(criterion.label)} (${link('scope', '../scope.md')})`),
    ),
  );
}

function viewSection(
  { view }: PathwayDefinition,
  { pathwayById }: Knowledge,
): readonly (readonly string[])[] {
  if (view === undefined) return [];
  return [
    ['## Looks at other pathways'],
    ['Once its own criteria are met, it is judged by the best of these:'],
    view.anyOf.flatMap((id) =>
      item(link(plain(pathwayById.get(id)?.shortTitle ?? id), `${id}.md`)),
    ),
  ];
}

function preferenceSection(
  { preferredOver }: PathwayDefinition,
  knowledge: Knowledge,
): readonly (readonly string[])[] {
  if (preferredOver === undefined) return [];
  const { pathway, when } = preferredOver;
  const title = plain(knowledge.pathwayById.get(pathway)?.shortTitle ?? pathway);
  return [
    ['## Preferred'],
    [
      `The source prefers it to ${link(title, `${pathway}.md`)} where the criteria of both are met and:`,
    ],
    labelledCondition('Condition', when, knowledge),
  ];
}

function armsSection(
  { arms = [] }: PathwayDefinition,
  knowledge: Knowledge,
): readonly (readonly string[])[] {
  if (arms.length === 0) return [];
  return [
    ['## Settings of the trials'],
    ['Shown under the pathway, decide nothing.'],
    ...arms.flatMap((arm) => [
      [`### ${plain(arm.label)}`],
      [
        ...item(`Setting: ${code(arm.id)}`),
        ...testItems(arm.when, knowledge),
        ...item(`Source: ${sourceWords(arm.source, knowledge)}`),
        ...figureList(arm.figures, knowledge),
      ],
    ]),
  ];
}
