/** Finds the ways of reading facts by the codes of a resource: most resources of a chart concern no fact at all. */
import type {
  BoundSource,
  CompiledValueSet,
  FactDefinition,
  SourceIndex,
} from '../../model/knowledge.js';
import { resourceTypesOf } from '../../fhir/source-resource-types.js';

/** The ways of reading facts from one resource type; lists hold positions among its `sources`, ascending. */
interface TypeIndex {
  readonly sources: readonly BoundSource[];
  /** Sources that look at something else than codes. */
  readonly uncoded: readonly number[];
  /** By the address of the code system. */
  readonly systems: ReadonlyMap<string, SystemIndex>;
}

interface SystemIndex {
  readonly byCode: Map<string, number[]>;
  /** By the beginning of a code. */
  readonly chapters: Map<string, number[]>;
  /** How long the beginnings are. */
  readonly chapterLengths: Set<number>;
}

type Codings = Parameters<SourceIndex['lookingAt']>[1];

const none: readonly never[] = [];

export function indexSources(
  facts: readonly FactDefinition[],
  valueSets: ReadonlyMap<string, CompiledValueSet>,
): SourceIndex {
  const byType = new Map<string, BoundSource[]>();
  for (const fact of facts) {
    for (const source of fact.sources) {
      const valueSet = source.codes === undefined ? undefined : valueSets.get(source.codes);
      const bound = { fact, source, valueSet };
      for (const type of resourceTypesOf(source.resource)) addTo(byType, type, bound);
    }
  }
  const indexes = new Map([...byType].map(([type, sources]) => [type, indexType(sources)]));
  return {
    resourceTypes: [...indexes.keys()],
    all: (type) => indexes.get(type)?.sources ?? none,
    lookingAt: (type, codings) => {
      const index = indexes.get(type);
      return index === undefined ? none : lookingAt(index, codings);
    },
  };
}

function indexType(sources: readonly BoundSource[]): TypeIndex {
  const systems = new Map<string, SystemIndex>();
  const systemOf = (uri: string): SystemIndex => {
    const system = systems.get(uri) ?? {
      byCode: new Map(),
      chapters: new Map(),
      chapterLengths: new Set(),
    };
    systems.set(uri, system);
    return system;
  };
  const uncoded: number[] = [];
  for (const [at, { valueSet }] of sources.entries()) {
    if (valueSet === undefined) uncoded.push(at);
    for (const { uri, code } of valueSet?.codes ?? []) addTo(systemOf(uri).byCode, code, at);
    for (const { uri, prefix } of valueSet?.chapters ?? []) {
      const system = systemOf(uri);
      addTo(system.chapters, prefix, at);
      system.chapterLengths.add(prefix.length);
    }
  }
  return { sources, uncoded, systems };
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function lookingAt(
  { sources, uncoded, systems }: TypeIndex,
  codings: Codings,
): readonly BoundSource[] {
  let found = uncoded;
  for (const { system, code } of codings) {
    if (system === undefined || code === undefined) continue;
    const index = systems.get(system.trim());
    if (index === undefined) continue;
    const written = code.trim();
    found = together(found, positionsOf(written, index));
    const capital = written.toUpperCase();
    if (capital !== written) found = together(found, positionsOf(capital, index));
  }
  return found.length === 0
    ? none
    : found.map((at) => sources[at]).filter((source) => source !== undefined);
}

function positionsOf(code: string, index: SystemIndex): readonly number[] {
  let found: readonly number[] = index.byCode.get(code) ?? none;
  for (const length of index.chapterLengths) {
    if (length > code.length) continue;
    found = together(found, index.chapters.get(code.slice(0, length)) ?? none);
  }
  return found;
}

/** The union of two ascending lists. */
function together(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((one, other) => one - other);
}
