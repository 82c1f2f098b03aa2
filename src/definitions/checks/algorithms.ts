/** Derivations by a named algorithm: every parameter is there, of the right kind, and nothing else. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { algorithms, type ParameterKind } from '../algorithms.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { didYouMean } from '../../yaml/similar-name.js';
import { factIndex, unknownFact, unknownValueSet, valueProblem } from './domain.js';

/** Problems of the parameters of all algorithms. */
export function* checkAlgorithms(library: Library): Iterable<DefinitionProblem> {
  for (const document of library.fact) {
    const { derive } = document.value;
    if (derive?.algorithm !== undefined) yield* checkParameters(document, library);
    else if (derive?.parameters) {
      const message = '`parameters` belongs to `algorithm`, which is missing.';
      yield problemAt(document, ['derive', 'parameters'], message, 'key');
    }
  }
}

function* checkParameters(
  document: KnowledgeDocument<'fact'>,
  library: Library,
): Iterable<DefinitionProblem> {
  const { algorithm, parameters = {} } = document.value.derive ?? {};
  if (algorithm === undefined) return;
  const expected = algorithms[algorithm];
  for (const name of Object.keys(parameters)) {
    if (name !== 'facts' && !Object.hasOwn(expected.parameters, name)) {
      const suggestion = didYouMean(name, Object.keys(expected.parameters));
      const message = `\`${name}\` is not a parameter of \`${algorithm}\`${suggestion}`;
      yield problemAt(document, ['derive', 'parameters', name], message, 'key');
    }
  }
  for (const [name, type] of Object.entries(expected.parameters)) {
    const message = parameterProblem(parameters[name], name, type, library);
    if (message !== undefined) {
      yield problemAt(document, ['derive', 'parameters', name], message);
    }
  }
  for (const fact of expected.facts) {
    const message = unknownFact(fact, library);
    if (message !== undefined) {
      yield problemAt(
        document,
        ['derive', 'algorithm'],
        `The algorithm reads \`${fact}\`: ${message}`,
      );
    }
  }
}

function parameterProblem(
  value: unknown,
  name: string,
  type: ParameterKind,
  library: Library,
): string | undefined {
  if (value === undefined) return `The parameter \`${name}\` is missing.`;
  if (type === 'number') {
    return typeof value === 'number' ? undefined : `The parameter \`${name}\` must be a number.`;
  }
  if (type === 'therapies') return therapyProblem(value, name, library);
  return typeof value === 'string'
    ? unknownValueSet(value, library)
    : `The parameter \`${name}\` must name a value set.`;
}

function therapyProblem(value: unknown, name: string, library: Library): string | undefined {
  const therapies = factIndex(library).get('priorTherapies');
  const listed: readonly unknown[] = Array.isArray(value) ? value : [];
  if (listed.length === 0 || !listed.every((one) => typeof one === 'string')) {
    return `The parameter \`${name}\` must list members of \`priorTherapies\`.`;
  }
  const problems = listed.map((one) => therapies && valueProblem(one, therapies, 'values'));
  return problems.find((problem) => problem !== undefined);
}
