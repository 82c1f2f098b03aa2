/** From which records a fact is read, as lists. */
import { valueLabel } from '../logic/value-label.js';
import type { FactDefinition, FactSource, ValueReading } from '../model/knowledge.js';
import { code, item, link, plain } from './markdown.js';

/** One item for each way in which the fact is read. */
export function sourceItems(fact: FactDefinition): readonly string[] {
  if (fact.sources.length === 0) return item('Read from no record of its own.');
  return item(
    'Read from:',
    fact.sources.flatMap((source) => item(sourceWords(source, fact), readingItems(source, fact))),
  );
}

function sourceWords(source: FactSource, fact: FactDefinition): string {
  const { resource, codes, extension, clinicalStatus, element, states } = source;
  const gives = source.gives?.map((value) => plain(valueLabel(value, fact))).join(' or ');
  return [
    element === undefined ? resource : `${resource}, its ${element}`,
    ...(codes === undefined ? [] : [`by ${valueSetLink(codes)}`]),
    ...(extension === undefined ? [] : ['in its extension of histology']),
    ...(clinicalStatus === 'any' ? ['active or not'] : []),
    ...(states === undefined ? [] : [states.join(' or ')]),
    ...bodySiteWords(source),
    ...(gives === undefined ? [] : [`gives ${gives}`]),
    ...(source.givesProperty === undefined || source.givesProperty === fact.fact
      ? []
      : [`gives what the code says of ${code(source.givesProperty)}`]),
  ].join(', ');
}

function bodySiteWords({ bodySite, bodySiteRequired }: FactSource): readonly string[] {
  if (bodySite === undefined) return [];
  const required = bodySiteRequired === true ? 'at a body site of' : 'at no body site outside';
  return [`${required} ${valueSetLink(bodySite)}`];
}

function readingItems({ value }: FactSource, fact: FactDefinition): readonly string[] {
  if (value === undefined) return [];
  return readingWords(value, fact).flatMap((words) => item(words));
}

function readingWords(reading: ValueReading, fact: FactDefinition): readonly string[] {
  const names = (values: readonly string[]): string =>
    values.map((value) => plain(valueLabel(value, fact))).join(' or ');
  const { coded, boolean, strings, numbers, bands, date } = reading;
  return [
    ...(coded === undefined ? [] : [`coded answers of ${valueSetLink(coded)}`]),
    ...(boolean?.true === undefined ? [] : [`true: ${names(boolean.true)}`]),
    ...(boolean?.false === undefined ? [] : [`false: ${names(boolean.false)}`]),
    ...Object.entries(strings ?? {}).map(([text, values]) => `"${plain(text)}": ${names(values)}`),
    ...(numbers ?? []).map(
      ({ atLeast, atMost, gives }) => `a number ${limitWords(atLeast, atMost)}: ${names(gives)}`,
    ),
    ...(bands === undefined ? [] : [`bands of ${valueSetLink(bands)}`]),
    ...(date === true ? ['its date is the value'] : []),
  ];
}

function limitWords(atLeast: number | undefined, atMost: number | undefined): string {
  if (atLeast !== undefined && atMost !== undefined) return `from ${atLeast} to ${atMost}`;
  return atLeast === undefined ? `of at most ${atMost ?? ''}` : `of at least ${atLeast}`;
}

function valueSetLink(id: string): string {
  return link(code(id), `codes/${id}.md`);
}
