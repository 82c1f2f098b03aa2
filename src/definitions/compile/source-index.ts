/** Finds the ways of reading facts by the codes of a resource: most resources of a chart concern no fact at all. */
import type {
  BoundSource,
  CompiledValueSet,
  FactDefinition,
  SourceIndex,
} from '../../model/knowledge.js';
import { resourceTypesOf } from '../../fhir/source-resource-types.js';

/** Positions in the list of sources of one resource type. */
interface TypeIndex {
  readonly sources: readonly BoundSource[];
  /** Sources that look at something else than codes. */
  readonly uncoded: readonly number[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  /** By the address of a code system and the beginning of a code. */
  readonly chapters: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
}

/** Characters; value sets name no longer beginnings. */
const longestChapter = 20;

type Codings = Parameters<SourceIndex['lookingAt']>[1];

export function indexSources(
  facts: readonly FactDefinition[],
  valueSets: ReadonlyMap<string, CompiledValueSet>,
): SourceIndex {
  const byType = new Map<string, BoundSource[]>();
  for (const fact of facts) {
    for (const source of fact.sources) {
      const valueSet = source.codes === undefined ? undefined : valueSets.get(source.codes);
      const bound = { fact, source, ...(valueSet !== undefined && { valueSet }) };
      for (const type of resourceTypesOf(source.resource)) addTo(byType, type, bound);
    }
  }
  const indexes = new Map([...byType].map(([type, sources]) => [type, indexType(sources)]));
  return {
    resourceTypes: [...indexes.keys()],
    all: (type) => indexes.get(type)?.sources ?? [],
    lookingAt: (type, codings) => {
      const index = indexes.get(type);
      return index === undefined ? [] : lookingAt(index, codings);
    },
  };
}

function indexType(sources: readonly BoundSource[]): TypeIndex {
  const byKey = new Map<string, number[]>();
  const chapters = new Map<string, Map<string, number[]>>();
  const uncoded: number[] = [];
  for (const [at, { valueSet }] of sources.entries()) {
    if (valueSet === undefined) uncoded.push(at);
    for (const key of valueSet?.keys ?? []) addTo(byKey, key, at);
    for (const { uri, prefix } of valueSet?.chapters ?? []) {
      const ofSystem = chapters.get(uri) ?? new Map<string, number[]>();
      addTo(ofSystem, prefix, at);
      chapters.set(uri, ofSystem);
    }
  }
  return { sources, uncoded, byKey, chapters };
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function lookingAt(index: TypeIndex, codings: Codings): readonly BoundSource[] {
  const found = new Set(index.uncoded);
  for (const { system, code } of codings) {
    if (system === undefined || code === undefined) continue;
    const uri = system.trim();
    const written = code.trim();
    addMatches(index, uri, written, found);
    const capital = written.toUpperCase();
    if (capital !== written) addMatches(index, uri, capital, found);
  }
  if (found.size === 0) return [];
  return [...found].sort((a, b) => a - b).flatMap((at) => index.sources[at] ?? []);
}

function addMatches(index: TypeIndex, uri: string, code: string, found: Set<number>): void {
  for (const at of index.byKey.get(`${uri}|${code}`) ?? []) found.add(at);
  const chapters = index.chapters.get(uri);
  if (chapters === undefined) return;
  for (let length = 1; length <= Math.min(code.length, longestChapter); length += 1) {
    for (const at of chapters.get(code.slice(0, length)) ?? []) found.add(at);
  }
}
