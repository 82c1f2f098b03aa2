/** Value sets: known code systems, each code once, and what codes mean within the facts that read them. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type { FactDefinition } from '../../model/knowledge.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { stemOf } from '../source/document-kinds.js';
import { didYouMean } from '../../yaml/similar-name.js';
import type { Path } from '../../yaml/yaml-document.js';
import { isBand } from './bands.js';
import { valueProblem } from './domain.js';
import { duplicates } from './duplicates.js';

type ValueSetDocument = KnowledgeDocument<'value-set'>;

/** Problems of all value sets, the code systems and the report categories. */
export function* checkValueSets(library: Library): Iterable<DefinitionProblem> {
  yield* checkCodeSystems(library);
  for (const document of duplicates(library['value-set'], ({ value }) => value.id)) {
    const message = `The value set \`${document.value.id}\` is already defined in ${document.firstFile}.`;
    yield problemAt(document, ['id'], message);
  }
  const readers = propertyReaders(library);
  for (const document of library['value-set']) {
    if (stemOf(document.file) !== document.value.id) {
      const message = `The value set \`${document.value.id}\` belongs in a file named ${document.value.id}.yaml.`;
      yield problemAt(document, ['id'], message);
    }
    yield* checkPrefixes(document, library);
    yield* checkRepeatedCodes(document);
    yield* checkMeanings(document, readers);
    yield* checkCompleteness(document, readers);
    yield* checkPropertyNames(document, readers);
  }
  for (const document of library.reading) {
    for (const [i, category] of document.value.reportCategories.entries()) {
      yield* checkPrefix(document, ['reportCategories', i], category, library);
    }
  }
}

function* checkCodeSystems(library: Library): Iterable<DefinitionProblem> {
  for (const document of library['code-systems']) {
    const first = new Map<string, string>();
    for (const [name, { uris }] of Object.entries(document.value.systems)) {
      for (const [i, uri] of uris.entries()) {
        const other = first.get(uri);
        if (other !== undefined) {
          const message = `The address ${uri} already belongs to \`${other}\`.`;
          yield problemAt(document, ['systems', name, 'uris', i], message);
        }
        first.set(uri, name);
      }
    }
  }
}

function* checkPrefixes(document: ValueSetDocument, library: Library): Iterable<DefinitionProblem> {
  for (const list of ['codes', 'doNotMatch'] as const) {
    for (const [i, { code }] of (document.value[list] ?? []).entries()) {
      yield* checkPrefix(document, [list, i, 'code'], code, library);
    }
  }
}

function* checkPrefix(
  document: KnowledgeDocument,
  path: Path,
  code: string,
  library: Library,
): Iterable<DefinitionProblem> {
  const known = library['code-systems'].flatMap(({ value }) => Object.keys(value.systems));
  const prefix = code.split('|')[0] ?? '';
  if (known.length === 0 || known.includes(prefix)) return;
  const message = `There is no code system \`${prefix}\` in code-systems.yaml${didYouMean(prefix, known)}`;
  yield problemAt(document, path, message);
}

function* checkRepeatedCodes(document: ValueSetDocument): Iterable<DefinitionProblem> {
  const seen = new Set<string>();
  for (const [i, { code }] of document.value.codes.entries()) {
    if (seen.has(code)) {
      const message = `The code \`${code}\` is listed twice in this value set.`;
      yield problemAt(document, ['codes', i, 'code'], message);
    }
    seen.add(code);
  }
  for (const [i, { code }] of (document.value.doNotMatch ?? []).entries()) {
    if (seen.has(code)) {
      const message = `The code \`${code}\` is listed both as matching and as never matching.`;
      yield problemAt(document, ['doNotMatch', i, 'code'], message);
    }
  }
}

interface PropertyReader {
  readonly valueSet: string;
  readonly property: string;
  /** undefined: the property holds ranges. */
  readonly fact?: FactDefinition;
  /** The codes are values of Observations. */
  readonly isAnswer: boolean;
}

/** Which fact reads which property of which value set. */
function propertyReaders(library: Library): readonly PropertyReader[] {
  return library.fact.flatMap(({ value: fact }) =>
    fact.sources.flatMap(({ codes, givesProperty, value }) => [
      ...(codes !== undefined && givesProperty !== undefined
        ? [{ valueSet: codes, property: givesProperty, fact, isAnswer: false }]
        : []),
      ...(value?.coded !== undefined
        ? [{ valueSet: value.coded, property: value.property ?? fact.fact, fact, isAnswer: true }]
        : []),
      ...(value?.bands !== undefined
        ? [{ valueSet: value.bands, property: 'band', isAnswer: true }]
        : []),
    ]),
  );
}

function* checkMeanings(
  document: ValueSetDocument,
  readers: readonly PropertyReader[],
): Iterable<DefinitionProblem> {
  const own = readers.filter(({ valueSet }) => valueSet === document.value.id);
  for (const [i, entry] of document.value.codes.entries()) {
    for (const { property, fact } of own) {
      for (const [v, value] of (entry.properties?.[property] ?? []).entries()) {
        const message = fact ? meaningProblem(value, fact) : bandProblem(value);
        if (message !== undefined) {
          yield problemAt(document, ['codes', i, 'properties', property, v], message);
        }
      }
    }
  }
}

/** An answer that says nothing about a fact is passed over there, as if it had not been given. */
function* checkCompleteness(
  document: ValueSetDocument,
  readers: readonly PropertyReader[],
): Iterable<DefinitionProblem> {
  const { id, codes, everyCodeSays = [] } = document.value;
  const readAsAnswer = readers.filter(({ valueSet, isAnswer }) => isAnswer && valueSet === id);
  const [example] = readAsAnswer;
  for (const [i, { code, properties = {}, note }] of codes.entries()) {
    for (const property of everyCodeSays.filter((one) => properties[one] === undefined)) {
      const message = `The code \`${code}\` lacks the property \`${property}\`, which every code of this value set must have (everyCodeSays).`;
      yield problemAt(document, ['codes', i], message);
    }
    const isSilent = Object.keys(properties).length === 0 && note === undefined;
    if (isSilent && everyCodeSays.length === 0 && example !== undefined) {
      const message = `The code \`${code}\` is read as an answer, but says nothing: give it a property, such as \`${example.property}\`, or a note that tells why not.`;
      yield problemAt(document, ['codes', i], message);
    }
  }
}

/** Read by other things than the sources of facts: staging reports, operations on the primary. */
const otherProperties = ['band', 'regions', 'site', 'primarySite', 'primaryResection'];

/** A misspelt property would silently mean nothing. */
function* checkPropertyNames(
  document: ValueSetDocument,
  readers: readonly PropertyReader[],
): Iterable<DefinitionProblem> {
  const known = [...new Set([...readers.map(({ property }) => property), ...otherProperties])];
  for (const [i, entry] of document.value.codes.entries()) {
    for (const property of Object.keys(entry.properties ?? {})) {
      if (known.includes(property)) continue;
      yield problemAt(document, ['codes', i, 'properties', property], unread(property, known));
    }
  }
  for (const [i, property] of (document.value.everyCodeSays ?? []).entries()) {
    if (known.includes(property)) continue;
    yield problemAt(document, ['everyCodeSays', i], unread(property, known));
  }
}

function unread(property: string, known: readonly string[]): string {
  return `No mapping reads the property \`${property}\`${didYouMean(property, known)}`;
}

function meaningProblem(value: string, fact: FactDefinition): string | undefined {
  return fact.values && valueProblem(value, fact, 'values-and-aliases');
}

function bandProblem(value: string): string | undefined {
  return isBand(value)
    ? undefined
    : `"${value}" is not a range; write [25, 50], (75, 100] or (20, *), the lower number first.`;
}
