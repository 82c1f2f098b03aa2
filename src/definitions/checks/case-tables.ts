/** Case tables: there is one for each pathway and fact, it names what exists, and shows every criterion from all sides. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type { MappingCase } from '../../model/cases.js';
import type { FactDefinition } from '../../model/knowledge.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { folderOf } from '../source/document-kinds.js';
import { didYouMean } from '../../yaml/similar-name.js';
import type { Path } from '../../yaml/yaml-document.js';
import { factIndex, unknownFact, unknownPathway, valueProblem } from './domain.js';
import { givenValueProblem, isNumeric, memberProblem } from './given-values.js';
import { isBand } from './bands.js';
import { sharedCriteriaOf } from './pathways.js';

type Facts = ReadonlyMap<string, FactDefinition>;

/** Problems of all case tables, and those of missing ones. */
export function* checkCaseTables(library: Library): Iterable<DefinitionProblem> {
  const facts = factIndex(library);
  for (const document of library.pathway) yield* checkCoverage(document, ['id'], library);
  for (const document of library['pathway-changes'])
    yield* checkCoverage(document, ['pathway'], library);
  for (const document of library['pathway-cases'])
    yield* checkPathwayCases(document, facts, library);
  for (const document of library['mapping-cases'])
    yield* checkMappingCases(document, facts, library);
  const read = new Set(library['mapping-cases'].map(({ value }) => value.fact));
  for (const document of library.fact) {
    const { fact } = document.value;
    const broken = library.paths.has(document.file.replace(/\.yaml$/, '.cases.yaml'));
    if (!read.has(fact) && !broken) {
      const message = `The fact \`${fact}\` has no cases; add a file ending in .cases.yaml beside it.`;
      yield problemAt(document, ['fact'], message);
    }
  }
}

/** Each criterion with a condition, new or changed, is shown met, not met and unknown. */
function* checkCoverage(
  document: KnowledgeDocument<'pathway'> | KnowledgeDocument<'pathway-changes'>,
  idPath: Path,
  library: Library,
): Iterable<DefinitionProblem> {
  const file = document.file.replace(/[^/]+$/, 'cases.yaml');
  if (!library.paths.has(file)) {
    const words =
      document.kind === 'pathway'
        ? 'The pathway has no cases; add cases.yaml beside it.'
        : 'The changes have no cases; add cases.yaml beside them.';
    yield problemAt(document, idPath, words);
    return;
  }
  const table = library['pathway-cases'].find((cases) => cases.file === file);
  if (!table) return;
  for (const [i, { id, when }] of document.value.criteria.entries()) {
    const shown = table.value.cases.map(({ expect }) => expect.criteria?.[id]);
    const lacking = (['met', 'not-met', 'unknown'] as const).filter(
      (result) => !shown.includes(result),
    );
    if (when !== undefined && lacking.length > 0) {
      const message = `No case in cases.yaml shows the criterion \`${id}\` as ${lacking.join(', nor as ')}.`;
      yield problemAt(document, ['criteria', i, 'id'], message);
    }
  }
}

function* checkPathwayCases(
  document: KnowledgeDocument<'pathway-cases'>,
  facts: Facts,
  library: Library,
): Iterable<DefinitionProblem> {
  const { pathway: id, baseline, cases } = document.value;
  if (folderOf(document.file) !== id) {
    const message = `The cases are for \`${id}\`, but lie in the folder \`${folderOf(document.file)}\`.`;
    yield problemAt(document, ['pathway'], message);
  }
  const unknown = unknownPathway(id, library);
  if (unknown !== undefined) yield problemAt(document, ['pathway'], unknown);
  yield* checkGiven(document, ['baseline'], baseline, facts, library);
  for (const [i, { given }] of cases.entries()) {
    yield* checkGiven(document, ['cases', i, 'given'], given ?? {}, facts, library);
  }
  yield* checkExpected(document, library);
}

function* checkExpected(
  document: KnowledgeDocument<'pathway-cases'>,
  library: Library,
): Iterable<DefinitionProblem> {
  const { pathway: id, cases } = document.value;
  const pathway = library.pathway.find(({ value }) => value.id === id)?.value;
  const criteria = [
    ...(pathway?.criteria ?? []).map((one) => one.id),
    ...sharedCriteriaOf(id, library),
  ];
  const arms = (pathway?.arms ?? []).map((arm) => arm.id);
  for (const [i, { expect }] of cases.entries()) {
    const at = ['cases', i, 'expect'] as const;
    if (pathway) {
      yield* checkKeys(document, [...at, 'criteria'], expect.criteria, criteria, 'criterion');
      yield* checkKeys(document, [...at, 'arms'], expect.arms, arms, 'arm');
    }
    for (const list of ['missing', 'presumptions'] as const) {
      for (const [f, fact] of (expect[list] ?? []).entries()) {
        const message = unknownFact(fact, library);
        if (message !== undefined) yield problemAt(document, [...at, list, f], message);
      }
    }
  }
}

function* checkKeys(
  document: KnowledgeDocument,
  path: Path,
  results: Readonly<Record<string, unknown>> | undefined,
  known: readonly string[],
  what: string,
): Iterable<DefinitionProblem> {
  for (const id of Object.keys(results ?? {})) {
    if (!known.includes(id)) {
      const message = `The pathway has no ${what} \`${id}\`${didYouMean(id, known)}`;
      yield problemAt(document, [...path, id], message, 'key');
    }
  }
}

function* checkGiven(
  document: KnowledgeDocument,
  path: Path,
  given: KnowledgeDocument<'pathway-cases'>['value']['baseline'],
  facts: Facts,
  library: Library,
): Iterable<DefinitionProblem> {
  for (const [id, value] of Object.entries(given)) {
    const unknown = unknownFact(id, library);
    if (unknown !== undefined) yield problemAt(document, [...path, id], unknown, 'key');
    const fact = facts.get(id);
    const message = fact && givenValueProblem(value, fact);
    if (message !== undefined) yield problemAt(document, [...path, id], message);
  }
}

function* checkMappingCases(
  document: KnowledgeDocument<'mapping-cases'>,
  facts: Facts,
  library: Library,
): Iterable<DefinitionProblem> {
  const unknown = unknownFact(document.value.fact, library);
  if (unknown !== undefined) yield problemAt(document, ['fact'], unknown);
  const fact = facts.get(document.value.fact);
  if (!fact) return;
  for (const [i, { expect }] of document.value.cases.entries()) {
    for (const { path, message } of expectedFindings(expect, fact)) {
      yield problemAt(document, ['cases', i, 'expect', ...path], message);
    }
  }
}

function* expectedFindings(
  { values = [], members = [], interval }: MappingCase['expect'],
  fact: FactDefinition,
): Iterable<{ readonly path: Path; readonly message: string }> {
  for (const [v, value] of values.entries()) {
    const message = valueProblem(value, fact, 'values-and-aliases');
    if (message !== undefined) yield { path: ['values', v], message };
  }
  for (const [m, member] of members.entries()) {
    const message = memberProblem(member, fact);
    if (message !== undefined) yield { path: ['members', m], message };
  }
  if (typeof interval === 'string' && !isBand(interval) && !isNumeric(interval)) {
    const message = `"${interval}" is not a range; write 3, [3, 5], (0, 20) or [7, *).`;
    yield { path: ['interval'], message };
  }
}
