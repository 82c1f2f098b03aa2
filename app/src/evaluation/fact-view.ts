/** A fact ready to be shown: its value, how it is known, and the records behind it. */
import type { Evidence } from '../../../src/model/values.js';
import type { EvaluatedFact, EvaluatedTest, Evaluation } from './evaluation.js';
import { reasonWords, strengthWords } from './state-words.js';
import { valueText } from './value-text.js';
import type { Vocabulary } from './vocabulary.js';

export interface FactView {
  readonly id: string;
  readonly label: string;
  /** Undefined where nothing is known. */
  readonly value?: string;
  /** Date of the newest record that was used, as recorded. */
  readonly date?: string;
  /** "documented", "derived by …", "nothing recorded". */
  readonly basis: string;
  readonly isAssumed: boolean;
  readonly isPresumed: boolean;
  readonly evidence: readonly Evidence[];
}

export function factView(id: string, { facts }: Evaluation, vocabulary: Vocabulary): FactView {
  const label = vocabulary.factLabel(id);
  const fact = facts[id];
  if (fact === undefined) {
    const nothing = { basis: reasonWords['no-data'], isAssumed: false, isPresumed: false };
    return { id, label, ...nothing, evidence: [] };
  }
  const value = valueText(fact, vocabulary.fact(id));
  const date = newestDate(fact.evidence);
  return {
    id,
    label,
    ...(value !== undefined && { value }),
    ...(date !== undefined && { date }),
    basis: basisWords(fact),
    isAssumed: isAssumed(fact),
    isPresumed: fact.strength === 'presumed',
    evidence: fact.evidence,
  };
}

/** An assumed value is neither documented nor derived; its rule only says so. */
export function isAssumed({ rule, evidence }: EvaluatedFact): boolean {
  return rule === 'assumed' && evidence.length === 0;
}

function basisWords(fact: EvaluatedFact): string {
  if (isAssumed(fact)) return 'assumed, not the record';
  const { status, strength, rule, reason } = fact;
  if (status === 'unknown') return reasonWords[reason ?? 'no-data'];
  const basis = strength === undefined ? [] : [strengthWords[strength]];
  const by = rule === undefined ? [] : [rule];
  const doubt = reason === undefined ? [] : [reasonWords[reason]];
  return [...basis, ...by, ...doubt].join('; ');
}

function newestDate(evidence: readonly Evidence[]): string | undefined {
  const dates = evidence.flatMap(({ date, notUsed }) =>
    notUsed === undefined && date !== undefined ? [date] : [],
  );
  return dates.toSorted().at(-1);
}

/** `2026-10-18`, `2026-10`, `2026`: the day without the time. */
export function dayText(date: string): string {
  return date.slice(0, 40).replace(/T.*$/, '');
}

/** The test without the label of its fact, with which the text of the service begins. */
export function requirementText({ fact, text }: EvaluatedTest, vocabulary: Vocabulary): string {
  const label = `${vocabulary.factLabel(fact)} `;
  return text.startsWith(label) ? text.slice(label.length) : text;
}

/** Known from a presumption, on which a criterion that asks for the fact may not rest. */
export function isPresumedInVain(
  { fact: id, result, reason }: EvaluatedTest,
  { facts }: Evaluation,
): boolean {
  const fact = facts[id];
  return fact?.status === 'known' && result === 'unknown' && reason === 'no-data';
}
