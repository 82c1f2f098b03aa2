/** The evaluation for a reader at a terminal: facts, pathways, what would decide, contradictions, what could not be read. */
import { factLabel, factValueText } from '../cards/value-text.js';
import type { Evaluation } from '../model/evaluation.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Assumption } from '../model/values.js';
import { evidenceLines, factLines } from './facts-text.js';
import { pathwayLines } from './pathways-text.js';
import { recorded, terminal, wrap, type Terminal } from './terminal.js';

export interface TextOptions {
  readonly color: boolean;
  /** Values assumed in place of those on record; named at the top. */
  readonly assumptions?: readonly Assumption[];
}

/** Readable in 100 columns; ANSI colours when `color` is true. Contains chart text: never log it. */
export function evaluationToText(
  evaluation: Evaluation,
  knowledge: Knowledge,
  options: TextOptions,
): string {
  const view = terminal(options.color);
  const sections = [
    headLines(evaluation, knowledge),
    assumptionLines(options.assumptions ?? [], knowledge, view),
    scopeLines(evaluation, view),
    queryLines(evaluation, view),
    factLines(evaluation, knowledge, view),
    conflictLines(evaluation, knowledge, view),
    decisiveLines(evaluation, knowledge, view),
    ...pathwaySections(evaluation, knowledge, view),
    [wrap('This informs only; the multidisciplinary team decides.', 0)],
  ];
  const blocks = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function headLines(evaluation: Evaluation, { edition }: Knowledge): readonly string[] {
  const { version, hash, site } = evaluation.knowledge;
  const place = site === null ? '' : `, site ${site}`;
  return [
    wrap(`${evaluation.software}, evaluated at ${evaluation.evaluatedAt}`, 0),
    wrap(`Criteria: ${edition.id} ${version}${place} (${hash.slice(0, 12)})`, 0),
    wrap(`${edition.shortLabel}. ${edition.ageNote}`, 0),
  ];
}

function assumptionLines(
  assumptions: readonly Assumption[],
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  return assumptions.map(({ fact: id, possible }) => {
    const fact = { id, status: 'known', possible, presumptions: [], evidence: [] } as const;
    const value = factValueText(fact, knowledge.factById.get(id)) ?? 'any value';
    return wrap(view.paint('yellow', `assumed: ${factLabel(knowledge, id)} ${value}`), 0, 2);
  });
}

function scopeLines(evaluation: Evaluation, view: Terminal): readonly string[] {
  const head = evaluation.inScope
    ? 'In scope: a neuroendocrine tumour with liver metastases is on the record.'
    : view.paint('yellow', 'Out of scope: the service says nothing about this patient.');
  return [
    wrap(head, 0),
    ...evaluation.scopeReasons.map(({ text }) => wrap(`- ${recorded(text)}`, 2, 4)),
    ...evaluation.statements.map(({ text }) => wrap(`! ${text}`, 2, 4)),
  ];
}

function queryLines({ queries }: Evaluation, view: Terminal): readonly string[] {
  const words = {
    error: 'could not be read',
    partial: 'read only in part',
    absent: 'not supplied',
  } as const;
  const lines = Object.entries(queries).flatMap(([key, state]) =>
    state === 'error' || state === 'partial' || state === 'absent'
      ? [`  ${view.paint('yellow', recorded(key))}: ${words[state]}`]
      : [],
  );
  return lines.length === 0 ? [] : [view.paint('bold', 'Not fully read'), ...lines];
}

function conflictLines(
  { conflicts }: Evaluation,
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  if (conflicts.length === 0) return [];
  const lines = conflicts.flatMap((conflict) => {
    const facts = conflict.facts.map((id) => factLabel(knowledge, id)).join(', ');
    return [
      wrap(`${view.paint('red', facts)}: ${recorded(conflict.text)}`, 2, 4),
      ...evidenceLines(conflict.evidence, view),
    ];
  });
  return [view.paint('bold', 'Records that contradict each other'), ...lines];
}

function decisiveLines(
  { decisive, pathways }: Evaluation,
  knowledge: Knowledge,
  view: Terminal,
): readonly string[] {
  if (decisive.length === 0) return [];
  const names = (ids: readonly string[]): string =>
    ids
      .map((id) => pathways.find((pathway) => pathway.id === id)?.definition.shortTitle ?? id)
      .join(', ');
  const lines = decisive.map(({ fact, settles, couldChange }) => {
    const further = couldChange.filter((id) => !settles.includes(id));
    const parts = [
      ...(settles.length > 0 ? [`would settle ${names(settles)}`] : []),
      ...(further.length > 0 ? [`could change ${names(further)}`] : []),
    ];
    return wrap(`${view.paint('bold', factLabel(knowledge, fact))} ${parts.join('; ')}`, 2, 4);
  });
  return [view.paint('bold', 'Decisive data'), ...lines];
}

function pathwaySections(
  evaluation: Evaluation,
  knowledge: Knowledge,
  view: Terminal,
): readonly (readonly string[])[] {
  return evaluation.pathways.map((pathway) => pathwayLines(pathway, evaluation, knowledge, view));
}
