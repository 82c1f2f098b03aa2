/** Values as case tables write them: do they fit the fact? The notation is described at GivenValue. */
import type { GivenValue } from '../../model/cases.js';
import type { FactDefinition } from '../../model/knowledge.js';
import { isBand } from './bands.js';
import { valueProblem } from './domain.js';

const number = '-?\\d+(?:\\.\\d+)?';
const comparison = new RegExp(`^(<|<=|>|>=)\\s*${number}$`);
const plainNumber = new RegExp(`^${number}$`);
const range = new RegExp(`^(${number})\\s*-\\s*(${number})$`);

/** A sentence if a fact cannot be given this value. */
export function givenValueProblem(value: GivenValue, fact: FactDefinition): string | undefined {
  if (value === 'unknown' || value === 'stale') return undefined;
  if (typeof value === 'string' && value.startsWith('presumed ')) {
    return givenValueProblem(value.slice('presumed '.length), fact);
  }
  switch (fact.kind) {
    case 'one-of':
      return oneOfProblem(value, fact);
    case 'interval':
      return numberProblem(value, fact);
    case 'set':
      return setProblem(value, fact);
    case 'date':
      return value === 'none' ? undefined : numberProblem(value, fact);
  }
}

function oneOfProblem(value: GivenValue, fact: FactDefinition): string | undefined {
  if (typeof value === 'number')
    return `\`${fact.fact}\` has named values, but is given the number ${value}.`;
  const values = typeof value === 'string' ? [value] : value;
  if (values.length === 0)
    return `\`${fact.fact}\` is given an empty list; name a value or write unknown.`;
  return values
    .map((one) => valueProblem(one, fact, 'values-and-aliases'))
    .find((problem) => problem !== undefined);
}

function numberProblem(value: GivenValue, fact: FactDefinition): string | undefined {
  const readable = typeof value === 'number' || (typeof value === 'string' && isNumeric(value));
  if (readable) return undefined;
  const shown = typeof value === 'string' ? `"${value}"` : 'a list';
  return `\`${fact.fact}\` is a number, but is given ${shown}; write 5, "<5", ">= 20", "3-5" or "[3, 5)".`;
}

/** Whether the text states numbers in one of the notations of case tables. */
export function isNumeric(text: string): boolean {
  const trimmed = text.trim();
  const ends = range.exec(trimmed);
  if (ends) return Number(ends[1]) <= Number(ends[2]);
  return plainNumber.test(trimmed) || comparison.test(trimmed) || isBand(trimmed);
}

function setProblem(value: GivenValue, fact: FactDefinition): string | undefined {
  if (value === 'none') return undefined;
  if (typeof value === 'number')
    return `\`${fact.fact}\` is a set, but is given the number ${value}.`;
  if (value.length === 0) return `\`${fact.fact}\` is given an empty list; write none.`;
  return (typeof value === 'string' ? [value] : value)
    .map((member) => memberProblem(member, fact))
    .find((problem) => problem !== undefined);
}

/** A sentence if a set cannot have this member, given as `octreotide` or `octreotide active`. */
export function memberProblem(member: string, fact: FactDefinition): string | undefined {
  const [id = '', state] = member.split(' ');
  if (state !== undefined && !/^\S+ (planned|active|past)$/.test(member)) {
    return `"${member}" is not a member with its state; write it like this: ${id} active.`;
  }
  return valueProblem(id, fact, 'values');
}
