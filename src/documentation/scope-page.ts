/** When the service may speak, what it adds to pathways, and what it says of every patient concerned. */
import type { Condition, Knowledge } from '../model/knowledge.js';
import { labelledCondition } from './condition-list.js';
import { sourceWords } from './evidence-words.js';
import { code, item, link, page, plain, type Page } from './markdown.js';

/** The page of the scope file. */
export function scopePage(knowledge: Knowledge): Page {
  const { gates, shared, statements } = knowledge.scope;
  return page('scope.md', [
    ['# Scope'],
    ['## Gates'],
    [
      'In this order; the first that closes gives the reason, and nothing is said about the patient.',
    ],
    gates.flatMap(({ code: id, text, inScopeWhen, outOfScopeWhen, source }, index) => [
      `${String(index + 1)}. ${code(id)}: ${plain(text)}`,
      ...indented([
        ...condition('Open only when', inScopeWhen, knowledge),
        ...condition('Closed when', outOfScopeWhen, knowledge),
        ...item(`Source: ${sourceWords(source, knowledge)}`),
      ]),
    ]),
    ['## Criteria added to pathways'],
    shared.flatMap(({ criterion, appliesWhen, except }) =>
      item(`${code(criterion.id)} (${criterion.role}): ${plain(criterion.label)}`, [
        ...condition('Added when', appliesWhen, knowledge),
        ...condition('Condition', criterion.when, knowledge),
        ...(except === undefined
          ? []
          : item(`Not added to: ${except.map((id) => link(id, `pathways/${id}.md`)).join(', ')}`)),
        ...item(`Source: ${sourceWords(criterion.source, knowledge)}`),
        ...(criterion.note === undefined ? [] : item(`Note: ${plain(criterion.note)}`)),
      ]),
    ),
    ['## Statements'],
    ['Every card carries those that hold.'],
    statements.flatMap(({ id, text, when, unless, source }) =>
      item(`${code(id)}: ${plain(text)}`, [
        ...condition('Said when', when, knowledge),
        ...condition('Not said when', unless, knowledge),
        ...item(`Source: ${sourceWords(source, knowledge)}`),
      ]),
    ),
    [link('All knowledge', 'README.md')],
  ]);
}

function condition(
  label: string,
  when: Condition | undefined,
  knowledge: Knowledge,
): readonly string[] {
  return when === undefined ? [] : labelledCondition(label, when, knowledge);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `   ${line}`);
}
