/** Facts by id, and whether a value is one that a fact can have. */
import type { FactDefinition } from '../../model/knowledge.js';
import type { Library } from '../library.js';
import { didYouMean } from '../../yaml/similar-name.js';

/** The sound fact definitions by id. */
export function factIndex(library: Library): ReadonlyMap<string, FactDefinition> {
  return new Map(library.fact.map(({ value }) => [value.fact, value]));
}

/** A sentence if nothing declares this fact; undefined if it exists, be its file sound or not. */
export function unknownFact(id: string, { declared }: Library): string | undefined {
  if (declared.facts.has(id)) return undefined;
  return `There is no fact \`${id}\`${didYouMean(id, declared.facts)}`;
}

/** A sentence if nothing declares this value set. */
export function unknownValueSet(id: string, { declared }: Library): string | undefined {
  if (declared.valueSets.has(id)) return undefined;
  return `There is no value set \`${id}\`${didYouMean(id, declared.valueSets)}`;
}

/** A sentence if nothing declares this pathway. */
export function unknownPathway(id: string, { declared }: Library): string | undefined {
  if (declared.pathways.has(id)) return undefined;
  return `There is no pathway \`${id}\`${didYouMean(id, declared.pathways)}`;
}

/** A sentence if the fact cannot have this value. Aliases stand for values where records are read, not in tests. */
export function valueProblem(
  value: string,
  fact: FactDefinition,
  allowed: 'values' | 'values-and-aliases',
): string | undefined {
  const aliases = allowed === 'values' ? [] : Object.keys(fact.aliases ?? {});
  const known = [...(fact.values ?? []), ...aliases];
  if (known.includes(value)) return undefined;
  const suggestion = didYouMean(value, known);
  const list = suggestion === '.' ? `; it can be: ${known.join(', ')}.` : suggestion;
  return `\`${value}\` is not a value of \`${fact.fact}\`${list}`;
}

/** What kind of fact it is, for the middle of a sentence. */
export function kindInWords(fact: FactDefinition): string {
  switch (fact.kind) {
    case 'one-of':
      return `which is one of ${(fact.values ?? []).join(', ')}`;
    case 'interval':
      return 'which is a number';
    case 'set':
      return 'which is a set';
    case 'date':
      return 'which is a date';
  }
}
