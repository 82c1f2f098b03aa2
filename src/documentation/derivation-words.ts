/** What follows from other facts, and when silence may be read as a value, as lists. */
import { valueLabel } from '../logic/value-label.js';
import type { Derivation, Estimate, FactDefinition, Knowledge } from '../model/knowledge.js';
import { labelledCondition } from './condition-list.js';
import { presumedWords } from './fact-words.js';
import { anchor, code, item, link, plain, sentence } from './markdown.js';

/** The derivation of a fact; nothing where it is only read. */
export function derivationItems(fact: FactDefinition, knowledge: Knowledge): readonly string[] {
  const { derive } = fact;
  if (derive === undefined) return [];
  return item(`Derived by the rule: ${sentence(plain(derive.rule))} ${useWords(derive)}`, [
    ...(derive.firstKnown === undefined
      ? []
      : item(`The first that is known of: ${derive.firstKnown.map(factLink).join(', ')}`)),
    ...algorithmItems(derive),
    ...(derive.estimates ?? []).flatMap((estimate, index, all) =>
      estimateItems(estimate, all.length > 1 ? ` ${index + 1}` : '', fact, knowledge),
    ),
    ...((derive.estimates ?? []).length > 1
      ? item('Of several estimates the higher value counts, in the order of the values.')
      : []),
    ...(derive.putsInDoubt === undefined
      ? []
      : item(
          `A disagreement puts in doubt as well: ${derive.putsInDoubt.map(factLink).join(', ')}`,
        )),
    ...item(`Source: ${plain(derive.source)}`),
  ]);
}

function useWords({ use, firstKnown }: Derivation): string {
  if (firstKnown !== undefined) return '';
  return use === 'fallback'
    ? 'Only where nothing is recorded.'
    : 'Narrows what is recorded; where both exclude each other, it is a conflict.';
}

function algorithmItems({ algorithm, parameters = {} }: Derivation): readonly string[] {
  if (algorithm === undefined) return [];
  const told = Object.entries(parameters).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`,
  );
  const list = told.length === 0 ? '' : ` (${plain(told.join('; '))})`;
  return item(`By the program ${code(algorithm)}${list}`);
}

function estimateItems(
  { cases, ignoredWithout, otherwise }: Estimate,
  number: string,
  fact: FactDefinition,
  knowledge: Knowledge,
): readonly string[] {
  const only =
    ignoredWithout === undefined ? '' : `, only where ${factLink(ignoredWithout)} is on record`;
  const values = (ids: readonly string[]): string =>
    ids.map((value) => plain(valueLabel(value, fact))).join(' or ');
  return item(`Estimate${number}${only}:`, [
    ...cases.flatMap(({ when, gives }) =>
      labelledCondition(`${values(gives)} if`, when, knowledge),
    ),
    ...(otherwise === undefined ? [] : item(`otherwise ${values(otherwise)}`)),
  ]);
}

/** When silence may be read as a value; nothing where it may not. */
export function absenceItems(fact: FactDefinition, knowledge: Knowledge): readonly string[] {
  const { absence } = fact;
  if (absence === undefined) return item('Nothing recorded: unknown.');
  const { rule, readable, staged, when, source } = absence;
  return item(
    `Nothing recorded: presumed ${presumedWords(fact, absence)} by the rule: ${sentence(plain(rule))}`,
    [
      ...(readable === undefined ? [] : item(`read to the end: ${readable.join(', ')}`)),
      ...(staged === undefined
        ? []
        : item(
            `final cross-sectional imaging of ${staged.regions.join(' and ')} within ${staged.withinMonths} months`,
          )),
      ...(when === undefined ? [] : labelledCondition('certainly', when, knowledge)),
      ...item(`Source: ${plain(source)}`),
    ],
  );
}

function factLink(id: string): string {
  return link(code(id), anchor(id));
}
