/** Facts with their value, date and record, as a clinician can check them on the card. */
import type { Evidence, Fact } from '../model/values.js';
import type { CardContext } from './context.js';
import type { Line } from './detail.js';
import { chartText, knowledgeText } from './markdown.js';
import { inSentence } from './summary.js';
import { factLabel, factValueText, usedEvidence } from './value-text.js';

const valueLimit = 120;

/** "2026-10-01, Observation/ki67" with the number of further records. Markdown. */
export function recordsText(context: CardContext, evidence: readonly Evidence[]): string {
  const [first] = evidence;
  if (first === undefined) return context.text('noRecord');
  const date =
    first.date === undefined ? context.text('dateUnknown') : chartText(dayOf(first.date), 30);
  const source = context.text('recordSource', { date, reference: referenceText(first.reference) });
  const more = evidence.length - 1;
  return more === 0 ? source : context.text('moreRecords', { source, count: more });
}

function referenceText(reference: string): string {
  return chartText(reference, 64) || '?';
}

/** One line: label, value, where it stands. Undefined for facts that nothing documents or derives. */
export function basisLine(context: CardContext, factId: string): Line | undefined {
  const fact = context.evaluation.facts.get(factId);
  if (fact === undefined || fact.strength === 'presumed') return undefined;
  const value = factValueText(fact, context.knowledge.factById.get(factId));
  if (value === undefined) return undefined;
  return () =>
    context.text('basisLine', {
      fact: knowledgeText(factLabel(context.knowledge, factId)),
      value: chartText(value, valueLimit),
      source: sourceOf(context, fact),
    });
}

function valueOf(context: CardContext, fact: Fact): string | undefined {
  const text = factValueText(fact, context.knowledge.factById.get(fact.id));
  return text === undefined ? undefined : chartText(text, valueLimit);
}

function sourceOf(context: CardContext, fact: Fact): string {
  if (fact.rule === 'assumed') return context.text('assumedSource');
  const records = recordsText(context, usedEvidence(fact));
  const source =
    fact.strength === 'derived' ? context.text('derivedSource', { source: records }) : records;
  return fact.old === true ? context.text('oldSource', { source }) : source;
}

/** Why a fact decides nothing: nothing recorded, too old (with the old value), or a value across the limit. */
export function whyOpen(context: CardContext, factId: string): string {
  const fact = context.evaluation.facts.get(factId);
  if (fact === undefined) return context.text('reason.no-data');
  return whyKnownIsOpen(context, fact) ?? whyUnknown(context, fact);
}

/** Undefined for a fact that is unknown, or contradicted. */
function whyKnownIsOpen(context: CardContext, fact: Fact): string | undefined {
  const value = valueOf(context, fact);
  if (value === undefined) return undefined;
  if (fact.strength === 'presumed') return context.text('presumedOnly', { value });
  return fact.status === 'known' && fact.reason === undefined
    ? context.text('undecidedValue', { value, source: sourceOf(context, fact) })
    : undefined;
}

function whyUnknown(context: CardContext, fact: Fact): string {
  const reason = fact.reason ?? 'no-data';
  const last = fact.evidence.find((item) => item.value !== undefined && item.value.trim() !== '');
  const value = last?.value === undefined ? '' : chartText(last.value);
  if (last === undefined || value === '') return context.text(`reason.${reason}`);
  const words = { value, source: recordsText(context, [last]) };
  return reason === 'fetch-failed'
    ? context.text('lastValueRead', words)
    : context.text('lastValue', { ...words, reason: context.text(`reason.${reason}`) });
}

/** "portal vein thrombosis (no)" for every presumed fact. Plain text of the knowledge. */
export function presumptionNames(
  context: CardContext,
  factIds: readonly string[],
): readonly string[] {
  return factIds.map((id) => {
    const fact = context.evaluation.facts.get(id);
    const value = fact && factValueText(fact, context.knowledge.factById.get(id));
    const label = inSentence(factLabel(context.knowledge, id));
    return value === undefined ? label : `${label} (${value})`;
  });
}

/** The day of a recorded date: the time of day says nothing here. */
function dayOf(date: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(date) ? date.slice(0, 10) : date;
}
