/** The codes behind the facts: one page a value set, with what must never match and why. */
import { valueLabel } from '../logic/value-label.js';
import type { CodeEntry, FactDefinition, Knowledge, ValueSetFile } from '../model/knowledge.js';
import { anchor, code, item, link, page, plain, sentence, table, type Page } from './markdown.js';

/** The list of value sets and code systems, and a page for each value set. */
export function codePages(
  knowledge: Knowledge,
  valueSets: readonly ValueSetFile[],
): readonly Page[] {
  return [
    codeIndex(knowledge, valueSets),
    ...valueSets.map((valueSet) => valueSetPage(valueSet, knowledge)),
  ];
}

function codeIndex(knowledge: Knowledge, valueSets: readonly ValueSetFile[]): Page {
  const systems = Object.entries(knowledge.codeSystems.systems);
  return page('codes/README.md', [
    ['# Codes'],
    table(
      ['Value set', 'What it holds', 'Codes', 'Never match', 'Used by'],
      valueSets.map(({ id, title, codes, doNotMatch = [] }) => [
        link(code(id), `${id}.md`),
        plain(title),
        String(codes.length),
        String(doNotMatch.length),
        usersOf(id, knowledge).join(', '),
      ]),
    ),
    ['## Code systems'],
    ['Each address stands for the same system.'],
    table(
      ['Name', 'System', 'Addresses'],
      systems.map(([name, { title, uris }]) => [
        code(name),
        plain(title),
        uris.map(code).join(', '),
      ]),
    ),
    [link('All knowledge', '../README.md')],
  ]);
}

function valueSetPage(valueSet: ValueSetFile, knowledge: Knowledge): Page {
  const { id, title, source, version, codes, doNotMatch = [] } = valueSet;
  const users = usersOf(id, knowledge);
  return page(`codes/${id}.md`, [
    [`# ${plain(title)}`],
    [
      ...item(`Value set: ${code(id)}, version ${plain(version)}`),
      ...item(`Source: ${sentence(plain(source))}`),
      ...item(`Used by: ${users.length === 0 ? 'nothing' : users.join(', ')}`),
    ],
    table(
      ['System', 'Code', 'Display', 'Meaning', 'Note'],
      codes.map((entry) => [
        ...systemAndCode(entry.code, knowledge),
        plain(entry.display),
        meaningWords(entry, knowledge),
        noteWords(entry),
      ]),
    ),
    ...(doNotMatch.length === 0
      ? []
      : [
          ['## Never match'],
          ['Often found beside the codes above, and meaning something else.'],
          table(
            ['System', 'Code', 'Display', 'Why'],
            doNotMatch.map((entry) => [
              ...systemAndCode(entry.code, knowledge),
              plain(entry.display),
              plain(entry.why),
            ]),
          ),
        ]),
    [link('All codes', 'README.md')],
  ]);
}

function systemAndCode(reference: string, { codeSystems }: Knowledge): readonly string[] {
  const bar = reference.indexOf('|');
  const name = reference.slice(0, bar);
  return [plain(codeSystems.systems[name]?.title ?? name), code(reference.slice(bar + 1))];
}

function meaningWords({ properties = {} }: CodeEntry, { factById }: Knowledge): string {
  return Object.entries(properties)
    .map(([name, values]) => {
      const fact: Pick<FactDefinition, 'valueLabels'> = factById.get(name) ?? {};
      return `${code(name)}: ${values.map((value) => plain(valueLabel(value, fact))).join(' or ')}`;
    })
    .join('; ');
}

function noteWords({ descendants, onlyWithPercent, note }: CodeEntry): string {
  return [
    ...(descendants === true ? ['With every code that begins so.'] : []),
    ...(onlyWithPercent === true && note === undefined ? ['Only with a value in percent.'] : []),
    ...(note === undefined ? [] : [plain(note)]),
  ].join(' ');
}

/** Links to the facts that read a value set, and the words for its other uses. */
function usersOf(id: string, { facts, reading, trends }: Knowledge): readonly string[] {
  const readers = facts
    .filter((fact) => valueSetsOf(fact).includes(id))
    .map(({ fact }) => link(code(fact), `../facts.md${anchor(fact)}`))
    .sort();
  return [
    ...readers,
    ...(reading.stagingReports === id ? ['staging examinations'] : []),
    ...(reading.candidates.includes(id) ? ['which patients are looked at'] : []),
    ...(readers.length === 0 && trends.series.some((series) => valueSetsOf(series).includes(id))
      ? ['what is shown over time']
      : []),
  ];
}

function valueSetsOf({ sources, derive }: FactDefinition): readonly unknown[] {
  return [
    ...sources.flatMap(({ codes, bodySite, value }) => [
      codes,
      bodySite,
      value?.coded,
      value?.bands,
    ]),
    ...Object.values(derive?.parameters ?? {}),
  ];
}
