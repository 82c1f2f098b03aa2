/** The facts of an evaluation: what is known with its records, then what is unknown and why. */
import { factLabel, factValueText } from '../cards/value-text.js';
import type { Evaluation } from '../model/evaluation.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Evidence, Fact } from '../model/values.js';
import { reasonWords } from './reason-words.js';
import { recorded, wrap, type Terminal } from './terminal.js';

const evidenceShown = 3;

const bareReasons = ['no-data', 'stale', 'unusable-value', 'conflicting', 'fetch-failed'] as const;

/** Lines for all facts, in the order of the evaluation. */
export function factLines(
  { facts }: Evaluation,
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  const all = [...facts.values()];
  const known = all.filter((fact) => fact.status === 'known');
  const withRecords = all.filter((fact) => fact.status === 'unknown' && fact.evidence.length > 0);
  const bare = all.filter((fact) => fact.status === 'unknown' && fact.evidence.length === 0);
  return [
    view.paint('bold', 'Facts'),
    ...(known.length === 0
      ? ['  none known']
      : known.flatMap((f) => knownLines(f, knowledge, view))),
    ...withRecords.flatMap((fact) => unknownLines(fact, knowledge, view)),
    ...bareLines(bare, knowledge, view),
  ];
}

function knownLines(fact: Fact, knowledge: Knowledge, view: Terminal): readonly string[] {
  const value = factValueText(fact, knowledge.factById.get(fact.id)) ?? 'some value';
  const remarks = [
    ...basisWords(fact),
    ...(fact.reason === undefined ? [] : [reasonWords[fact.reason]]),
    ...(fact.old === true ? ['old'] : []),
    ...(fact.undecided === true ? ['satisfies no condition'] : []),
  ];
  const head = `${factLabel(knowledge, fact.id)}: ${view.paint('bold', recorded(value))}`;
  const tail = remarks.length === 0 ? '' : ` ${view.paint('dim', `(${remarks.join('; ')})`)}`;
  return [wrap(head + tail, 2, 6), ...evidenceLines(fact.evidence, view)];
}

/** An assumed value is neither documented nor derived; its rule only says so. */
function basisWords({ strength, rule, evidence }: Fact): readonly string[] {
  if (rule === 'assumed' && evidence.length === 0) return ['assumed'];
  return [
    ...(strength === undefined ? [] : [strength]),
    ...(rule === undefined ? [] : [`by ${rule}`]),
  ];
}

function unknownLines(fact: Fact, knowledge: Knowledge, view: Terminal): readonly string[] {
  const reason = reasonWords[fact.reason ?? 'no-data'];
  const head = `${factLabel(knowledge, fact.id)}: ${view.paint('yellow', 'unknown')} (${reason})`;
  return [wrap(head, 2, 6), ...evidenceLines(fact.evidence, view)];
}

/** Unknown facts without any record, by reason: one paragraph each. */
function bareLines(
  facts: readonly Fact[],
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  return bareReasons.flatMap((reason) => {
    const labels = facts
      .filter((fact) => (fact.reason ?? 'no-data') === reason)
      .map((fact) => factLabel(knowledge, fact.id));
    if (labels.length === 0) return [];
    return [
      wrap(
        `${view.paint('yellow', 'Unknown')}, ${reasonWords[reason]}: ${labels.join(', ')}`,
        2,
        6,
      ),
    ];
  });
}

/** Evidence, one line per record; the number of further ones. */
export function evidenceLines(evidence: readonly Evidence[], view: Terminal): readonly string[] {
  const lines = evidence
    .slice(0, evidenceShown)
    .map((item) => wrap(view.paint('dim', evidenceText(item)), 6, 8));
  const more = evidence.length - lines.length;
  return more > 0 ? [...lines, `      and ${String(more)} more`] : lines;
}

function evidenceText(item: Evidence): string {
  const what = item.display ?? item.code;
  const parts = [
    item.date ?? 'no date',
    item.reference,
    ...(what === undefined ? [] : [what]),
    ...(item.value === undefined ? [] : [`value ${item.value}`]),
    ...(item.notUsed === undefined ? [] : [`[not used: ${item.notUsed}]`]),
  ];
  return parts.map(recorded).join(', ');
}
