/** All facts: a table by topic, then each with where it is read, what follows for it and what silence means. */
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import { labelledCondition } from './condition-list.js';
import { absenceItems, derivationItems } from './derivation-words.js';
import { sourceItems } from './fact-sources.js';
import { domainWords, selectionWords, shelfLifeWords, silenceWords } from './fact-words.js';
import { anchor, code, item, link, page, plain, table, type Page } from './markdown.js';

const heads = ['Fact', 'Label', 'Values', 'Shelf life', 'Nothing recorded', 'Derived', 'Root'];

/** The page of all facts. */
export function factsPage(knowledge: Knowledge): Page {
  const topics = [...new Set(knowledge.facts.map(({ topic }) => topic))].sort();
  const byTopic = topics.map((topic) => ({
    topic,
    facts: knowledge.facts
      .filter((fact) => fact.topic === topic)
      .sort((a, b) => (a.fact < b.fact ? -1 : 1)),
  }));
  return page('facts.md', [
    ['# Facts'],
    [
      'A fact is the set of values that the record leaves possible. A root fact can be established by a test or a referral; it is varied when the service looks for decisive data.',
    ],
    ...byTopic.flatMap(({ topic, facts }) => [
      [`## ${title(topic)}`],
      table(heads, facts.map(row)),
      ...facts.flatMap((fact) => factBlocks(fact, knowledge)),
    ]),
    [link('All knowledge', 'README.md')],
  ]);
}

function title(topic: string): string {
  const words = topic.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function row(fact: FactDefinition): readonly string[] {
  return [
    link(code(fact.fact), anchor(fact.fact)),
    plain(fact.label),
    domainWords(fact),
    shelfLifeWords(fact),
    silenceWords(fact),
    plain(fact.derive?.rule ?? ''),
    fact.root ? 'yes' : 'no',
  ];
}

function factBlocks(fact: FactDefinition, knowledge: Knowledge): readonly (readonly string[])[] {
  const { label, undecidedWhen, note, source } = fact;
  return [
    [`### ${fact.fact}`],
    [
      ...item(`${plain(label)}: ${domainWords(fact)}`),
      ...item(`Shelf life: ${shelfLifeWords(fact)}`),
      ...item(selectionWords(fact).join(' ')),
      ...sourceItems(fact),
      ...derivationItems(fact, knowledge),
      ...absenceItems(fact, knowledge),
      ...(undecidedWhen === undefined
        ? []
        : labelledCondition('Decides no condition while', undecidedWhen, knowledge)),
      ...(note === undefined ? [] : item(`Note: ${plain(note)}`)),
      ...item(`Source: ${plain(source)}`),
    ],
  ];
}
