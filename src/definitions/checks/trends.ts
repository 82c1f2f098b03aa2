/** Trends name facts of the right kind, and value sets; each is shown once. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type { FactDefinition } from '../../model/knowledge.js';
import { problemAt, type Library } from '../library.js';
import type { Path } from '../../yaml/yaml-document.js';
import { factIndex, kindInWords, unknownFact, unknownValueSet } from './domain.js';
import { repeatedPositions } from './duplicates.js';

interface NamedFact {
  readonly id: string;
  readonly path: Path;
  readonly kinds: readonly FactDefinition['kind'][];
  readonly wanted: string;
}

export function* checkTrends(library: Library): Iterable<DefinitionProblem> {
  for (const document of library.trends) {
    const { series, treatments } = document.value;
    const ids = series.map((one) => ('fact' in one ? one.fact : one.id));
    for (const at of repeatedPositions(ids)) {
      yield problemAt(document, ['series', at], `\`${ids[at] ?? ''}\` is shown twice.`);
    }
    const named = [...seriesFacts(document.value), ...treatmentFacts(treatments)];
    for (const one of named) {
      const message = factProblem(one, library);
      if (message !== undefined) yield problemAt(document, one.path, message);
    }
    for (const [at, one] of series.entries()) {
      const message = 'fact' in one ? undefined : unknownValueSet(one.codes, library);
      if (message !== undefined) yield problemAt(document, ['series', at, 'codes'], message);
    }
  }
}

function seriesFacts({ series }: Library['trends'][number]['value']): readonly NamedFact[] {
  return series.flatMap((one, at) =>
    'fact' in one
      ? [
          {
            id: one.fact,
            path: ['series', at, 'fact'],
            kinds: ['interval', 'one-of'],
            wanted: 'a number or one of several values',
          },
        ]
      : [],
  );
}

function treatmentFacts(treatments: readonly string[]): readonly NamedFact[] {
  return treatments.map((id, at) => ({
    id,
    path: ['treatments', at],
    kinds: ['set'],
    wanted: 'a set of treatments',
  }));
}

function factProblem({ id, kinds, wanted }: NamedFact, library: Library): string | undefined {
  const fact = factIndex(library).get(id);
  if (fact === undefined) return unknownFact(id, library);
  if (kinds.includes(fact.kind)) return undefined;
  return `Here must be ${wanted}, not \`${id}\`, ${kindInWords(fact)}.`;
}
