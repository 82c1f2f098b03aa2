/** Parameters that shape the answer rather than choose resources. https://hl7.org/fhir/R4/search.html#return */
import { FhirFault, quoteName } from './fhir-fault.js';
import { compareIds, compareTimes, type StoredEntry } from './store.js';

export type NameValue = readonly [name: string, value: string];
export type EntryOrder = (a: StoredEntry, b: StoredEntry) => number;

/** Where a page begins, in the answer as it was when the first page was asked for. */
export interface PageStart {
  readonly offset: number;
  readonly revision: number;
}

export const defaultPageSize = 50;
export const maxPageSize = 200;
/** Carries the page token in next links. */
export const pageParameter = '_page';

const shaping = new Set(['_count', '_sort', '_summary', '_include', pageParameter]);
const passedOver = new Set(['_format', '_pretty', '_total']);

/** Whether the name is one that this file reads, or one that changes nothing here. */
export function isResultParameter(name: string): 'shaping' | 'passed-over' | undefined {
  if (shaping.has(name)) return 'shaping';
  return passedOver.has(name) ? 'passed-over' : undefined;
}

/** The value of a parameter that may be given once. Throws FhirFault 400 when it is given with different values. */
function single(pairs: readonly NameValue[], name: string): string | undefined {
  const values = new Set(pairs.filter(([key]) => key === name).map(([, value]) => value));
  if (values.size > 1) throw new FhirFault(400, 'invalid', `${quoteName(name)} may be given once.`);
  const [value] = values;
  return value;
}

/** Page size, at most 200; undefined when not given. Throws FhirFault 400 unless it is a whole number from 0. */
export function readCount(pairs: readonly NameValue[]): number | undefined {
  const value = single(pairs, '_count');
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) {
    throw new FhirFault(400, 'value', '"_count" needs a whole number from 0.');
  }
  return Math.min(Number(value), maxPageSize);
}

/** Whether only the number of matches is wanted. Throws FhirFault 400 for values that R4 does not know. */
export function readCountOnly(pairs: readonly NameValue[]): boolean {
  const value = single(pairs, '_summary');
  if (value !== undefined && !['true', 'text', 'data', 'count', 'false'].includes(value)) {
    throw new FhirFault(400, 'value', '"_summary" needs true, text, data, count or false.');
  }
  return value === 'count';
}

/** Reads the token of a next link. Throws FhirFault 400 for anything that this server did not write. */
export function readPageStart(pairs: readonly NameValue[]): PageStart | undefined {
  const token = single(pairs, pageParameter);
  if (token === undefined) return undefined;
  const [, offset, revision] = /^o(\d{1,9})r(\d{1,9})$/.exec(token.slice(0, 32)) ?? [];
  if (offset === undefined || revision === undefined) {
    throw new FhirFault(400, 'value', 'The page link is not one of this server.');
  }
  return { offset: Number(offset), revision: Number(revision) };
}

/** The token that `readPageStart` reads. */
export function writePageStart({ offset, revision }: PageStart): string {
  return `o${offset}r${revision}`;
}

const orders: ReadonlyMap<string, EntryOrder> = new Map<string, EntryOrder>([
  ['date', (a, b) => compareTimes(a.clinicalTime, b.clinicalTime, 'ascending')],
  ['-date', (a, b) => compareTimes(a.clinicalTime, b.clinicalTime, 'descending')],
  ['_lastUpdated', (a, b) => compareTimes(a.lastUpdated, b.lastUpdated, 'ascending')],
  ['-_lastUpdated', (a, b) => compareTimes(a.lastUpdated, b.lastUpdated, 'descending')],
  ['_id', (a, b) => compareIds(a.id, b.id)],
  ['-_id', (a, b) => compareIds(b.id, a.id)],
]);

/** The order asked for, ties by id; undefined for the default. Throws FhirFault 400 for rules it does not know. */
export function readSort(pairs: readonly NameValue[]): EntryOrder | undefined {
  const value = single(pairs, '_sort');
  if (value === undefined || value === '') return undefined;
  const rules = value.split(',').map((rule) => {
    const order = orders.get(rule);
    if (order === undefined) {
      throw new FhirFault(400, 'value', '"_sort" knows date, _id and _lastUpdated, also with "-".');
    }
    return order;
  });
  return (a, b) => {
    for (const rule of rules) {
      const difference = rule(a, b);
      if (difference !== 0) return difference;
    }
    return compareIds(a.id, b.id);
  };
}
