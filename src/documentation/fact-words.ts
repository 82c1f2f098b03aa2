/** A mapping file in words: what a fact may be, how long a record counts, and what silence means. */
import { valueLabel } from '../logic/value-label.js';
import { unitText } from '../logic/unit-words.js';
import type { AbsencePolicy, FactDefinition } from '../model/knowledge.js';
import { code, plain } from './markdown.js';

/** What the fact may be: its kind with values or unit. */
export function domainWords(fact: FactDefinition): string {
  switch (fact.kind) {
    case 'one-of':
      return `one of ${valueWords(fact)}`;
    case 'set':
      return `any of ${valueWords(fact)}`;
    case 'interval':
      return `number${rangeWords(fact)}`;
    case 'date':
      return 'date';
  }
}

function valueWords(fact: FactDefinition): string {
  return (fact.values ?? [])
    .map((value) => {
      const label = valueLabel(value, fact);
      return label === value.replaceAll('-', ' ')
        ? code(value)
        : `${code(value)} (${plain(label)})`;
    })
    .join(', ');
}

function rangeWords({ unit, minimum, maximum }: FactDefinition): string {
  const suffix = unitText(unit);
  const named = suffix === '' ? '' : ` in${suffix}`;
  if (minimum !== undefined && maximum !== undefined) return `${named}, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${named}, at least ${minimum}`;
  return maximum === undefined ? named : `${named}, at most ${maximum}`;
}

/** How long a record counts. */
export function shelfLifeWords({
  shelfLifeMonths,
  oldAfterMonths,
  staleAfterLiverProcedure,
}: FactDefinition): string {
  const parts = [
    shelfLifeMonths === undefined ? 'none' : months(shelfLifeMonths),
    ...(oldAfterMonths === undefined ? [] : [`called old after ${months(oldAfterMonths)}`]),
    ...(staleAfterLiverProcedure === true ? ['ends with a procedure on the liver'] : []),
  ];
  return parts.join('; ');
}

function months(count: number): string {
  return `${count} ${count === 1 ? 'month' : 'months'}`;
}

/** What silence of the record means, in a few words. */
export function silenceWords(fact: FactDefinition): string {
  const { absence } = fact;
  if (absence === undefined) return 'unknown';
  return `presumed ${presumedWords(fact, absence)}, else unknown`;
}

/** The value that a policy presumes. */
export function presumedWords(
  { kind, ...fact }: FactDefinition,
  { presume }: AbsencePolicy,
): string {
  if (kind === 'date') return 'never';
  if (presume.length === 0) return 'none';
  return presume.map((value) => plain(valueLabel(value, fact))).join(' or ');
}

/** What else decides which record counts. */
export function selectionWords(fact: FactDefinition): readonly string[] {
  const { selection, sameDay, disagreement, undecidedValues } = fact;
  return [
    selection === 'any-positive'
      ? 'One record is enough, whatever its age; of several values the first in the order above counts.'
      : 'The newest record by clinical date counts.',
    ...(sameDay === 'highest' ? ['Of several values of one day the highest counts.'] : []),
    ...(sameDay === 'first-listed'
      ? ['Of several values of one day that of the code listed first counts.']
      : []),
    ...(sameDay === 'latest-time' ? ['Of several values of one day the latest counts.'] : []),
    ...(disagreement === undefined
      ? []
      : [
          `Records that disagree with the newest within ${months(disagreement.withinMonths)} are a conflict${
            disagreement.comparedAs === undefined
              ? ''
              : ` (compared as ${code(disagreement.comparedAs)})`
          }.`,
        ]),
    ...(undecidedValues === undefined
      ? []
      : [`Decides no condition: ${undecidedValues.map(code).join(', ')}.`]),
  ];
}
