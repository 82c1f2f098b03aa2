/** One search parameter with its value as a test of entries. https://hl7.org/fhir/R4/search.html#ptypes */
import { datePrefixes, matchesDate, parseTimeSpan, timeSpanAt } from './date-intervals.js';
import { textAt, textsAt } from './element-values.js';
import { FhirFault, quoteName } from './fhir-fault.js';
import { localIdOf, parseReference } from './references.js';
import type { SearchParameter } from './resource-types.js';
import { alternatives, foldText } from './search-values.js';
import type { SandboxFhirStore, StoredEntry } from './store.js';
import { compileTokens } from './token-matching.js';

export type EntryFilter = (entry: StoredEntry) => boolean;

/** A parameter as asked for. */
export interface Criterion {
  readonly name: string;
  readonly modifier: string | undefined;
  readonly value: string;
}

const allowedModifiers: Readonly<Record<SearchParameter['kind'], readonly string[]>> = {
  token: ['not'],
  string: ['exact', 'contains'],
  patient: ['Patient'],
  date: [],
  reference: [],
  id: [],
};

/** Throws FhirFault 400 for a modifier that the parameter does not know: it must never be passed over (R4 3.1.1.4.5). */
export function checkModifier(criterion: Criterion, parameter: SearchParameter): void {
  const { name, modifier } = criterion;
  if (modifier === undefined || allowedModifiers[parameter.kind].includes(modifier)) return;
  const text = `The search parameter ${quoteName(name)} has no modifier ${quoteName(modifier)}.`;
  throw new FhirFault(400, 'not-supported', text);
}

function dateTest(
  item: string,
  name: string,
): (target: Parameters<typeof matchesDate>[0]) => boolean {
  const prefix = datePrefixes.find((known) => item.startsWith(known));
  const searched = parseTimeSpan(prefix === undefined ? item : item.slice(prefix.length));
  if (searched === undefined) {
    const known = datePrefixes.join(', ');
    const text = `${quoteName(name)} needs a date (YYYY, YYYY-MM, YYYY-MM-DD or a date and time), after none or one of the prefixes ${known}.`;
    throw new FhirFault(400, 'value', text);
  }
  return (target) => matchesDate(target, prefix ?? 'eq', searched);
}

function dateFilter({ name, value }: Criterion, paths: readonly string[]): EntryFilter {
  const tests = alternatives(value).map((item) => dateTest(item, name));
  return ({ resource }) => {
    const target = timeSpanAt(resource, paths);
    return target !== undefined && tests.some((test) => test(target));
  };
}

function textTest(wanted: string, modifier: string | undefined): (text: string) => boolean {
  if (modifier === 'exact') return (text) => text === wanted;
  const folded = foldText(wanted);
  if (modifier === 'contains') return (text) => foldText(text).includes(folded);
  return (text) => {
    const words = foldText(text);
    return words.startsWith(folded) || words.includes(` ${folded}`);
  };
}

function stringFilter({ modifier, value }: Criterion, paths: readonly string[]): EntryFilter {
  const tests = alternatives(value).map((wanted) => textTest(wanted, modifier));
  return ({ resource }) =>
    paths.some((path) => textsAt(resource, path).some((text) => tests.some((test) => test(text))));
}

/**
 * The ids of the given target type that a reference value names: ids, `Type/id` or URLs under one of our bases.
 * Throws FhirFault 400 when an alternative is none of these.
 */
export function referencedIds(
  { name, value }: Criterion,
  target: string,
  ownBases: readonly string[],
): ReadonlySet<string> {
  const ids = alternatives(value).flatMap((item) => {
    const reference = parseReference(item, ownBases);
    if (reference === undefined) {
      const text = `${quoteName(name)} needs an id, a reference ${target}/id or its URL.`;
      throw new FhirFault(400, 'value', text);
    }
    if (reference === 'elsewhere') return [];
    return (reference.type ?? target) === target ? [reference.id] : [];
  });
  return new Set(ids);
}

/** The test for any parameter but `patient`, which is looked up instead. Throws FhirFault 400 for unusable values. */
export function compileFilter(
  criterion: Criterion,
  parameter: Exclude<SearchParameter, { kind: 'patient' }>,
  scope: { readonly store: SandboxFhirStore; readonly ownBases: readonly string[] },
): EntryFilter {
  switch (parameter.kind) {
    case 'id': {
      const ids = new Set(alternatives(criterion.value));
      return (entry) => ids.has(entry.id);
    }
    case 'token': {
      const test = compileTokens(criterion.value, parameter.paths, scope.store);
      return ({ resource }) => test(resource) !== (criterion.modifier === 'not');
    }
    case 'date':
      return dateFilter(criterion, parameter.paths);
    case 'string':
      return stringFilter(criterion, parameter.paths);
    case 'reference': {
      const { path, target } = parameter;
      const ids = referencedIds(criterion, target, scope.ownBases);
      return ({ resource }) => ids.has(localIdOf(textAt(resource, path), target) ?? '');
    }
  }
}
