/** Token search: `code`, `system|code`, `|code`, `system|`. https://hl7.org/fhir/R4/search.html#token */
import { textAt, valuesAt } from './element-values.js';
import { localIdOf } from './references.js';
import { splitUnescaped, unescapeValue } from './search-values.js';
import type { SandboxFhirStore } from './store.js';

interface TokenValue {
  /** Empty when the coding has none; undefined for elements of type code, whose system is implied. */
  readonly system: string | undefined;
  readonly code: string;
}

function codings(concept: unknown): readonly TokenValue[] {
  return valuesAt(concept, 'coding').flatMap(codingTokens);
}

function codingTokens(value: unknown): readonly TokenValue[] {
  const code = textAt(value, 'code') ?? textAt(value, 'value');
  return code === undefined ? [] : [{ system: textAt(value, 'system') ?? '', code }];
}

function medicationTokens(
  resource: unknown,
  reference: string,
  store: SandboxFhirStore,
): readonly TokenValue[] {
  const medication = reference.startsWith('#')
    ? valuesAt(resource, 'contained').find((part) => textAt(part, 'id') === reference.slice(1))
    : store.read('Medication', localIdOf(reference, 'Medication') ?? '')?.resource;
  return valuesAt(medication, 'code').flatMap(codings);
}

function tokensAt(resource: unknown, path: string, store: SandboxFhirStore): readonly TokenValue[] {
  return valuesAt(resource, path).flatMap((value) => {
    if (typeof value === 'string') return [{ system: undefined, code: value }];
    const reference = textAt(value, 'reference');
    if (reference !== undefined) return medicationTokens(resource, reference, store);
    return [...codings(value), ...codingTokens(value)];
  });
}

/** Key of a code in one system; a space cannot stand in a URI. */
const pair = (system: string, code: string): string => `${system} ${code}`;

/** A test for resources that have one of the comma-separated tokens at one of the paths. */
export function compileTokens(
  value: string,
  paths: readonly string[],
  store: SandboxFhirStore,
): (resource: unknown) => boolean {
  const codes = new Set<string>();
  const anySystem = new Set<string>();
  const wholeSystems = new Set<string>();
  const pairs = new Set<string>();
  for (const item of splitUnescaped(value, ',').filter((part) => part !== '')) {
    const [first = '', ...rest] = splitUnescaped(item, '|').map(unescapeValue);
    const code = rest.length === 0 ? first : rest.join('|');
    codes.add(code);
    if (rest.length === 0) anySystem.add(code);
    else if (code === '') wholeSystems.add(first);
    else pairs.add(pair(first, code));
  }
  const matches = ({ system, code }: TokenValue): boolean =>
    system === undefined
      ? codes.has(code)
      : anySystem.has(code) || pairs.has(pair(system, code)) || wholeSystems.has(system);
  return (resource) => paths.some((path) => tokensAt(resource, path, store).some(matches));
}
