/** Each fact by itself: its place, its domain and range, what it derives and presumes. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type { FactDefinition } from '../../model/knowledge.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { fileNameOfFact, folderOf, stemOf } from '../source/document-kinds.js';
import type { Path } from '../../yaml/yaml-document.js';
import { oneOfWords } from '../../yaml/similar-name.js';
import { factIndex, unknownFact, valueProblem } from './domain.js';
import { duplicates } from './duplicates.js';

type FactDocument = KnowledgeDocument<'fact'>;

interface Finding {
  readonly path: Path;
  readonly message: string;
}

/** Problems of all fact files but those of their sources and conditions. */
export function* checkFacts(library: Library): Iterable<DefinitionProblem> {
  for (const document of duplicates(library.fact, ({ value }) => value.fact)) {
    const message = `The fact \`${document.value.fact}\` is already defined in ${document.firstFile}.`;
    yield problemAt(document, ['fact'], message);
  }
  for (const document of library.fact) {
    yield* checkPlace(document);
    for (const { path, message } of [
      ...domainFindings(document.value),
      ...rangeFindings(document.value),
      ...labelFindings(document.value),
      ...givenFindings(document.value),
      ...derivationFindings(document.value),
      ...referenceFindings(document.value, library),
    ]) {
      yield problemAt(document, path, message);
    }
  }
}

function* checkPlace(document: FactDocument): Iterable<DefinitionProblem> {
  const { fact, topic } = document.value;
  const expected = fileNameOfFact(fact);
  if (stemOf(document.file) !== expected) {
    const message = `The fact \`${fact}\` belongs in a file named ${expected}.yaml.`;
    yield problemAt(document, ['fact'], message);
  }
  if (folderOf(document.file) !== topic) {
    const message = `The topic is \`${topic}\`, but the file lies in the folder \`${folderOf(document.file)}\`.`;
    yield problemAt(document, ['topic'], message);
  }
}

function* domainFindings(fact: FactDefinition): Iterable<Finding> {
  const named = fact.kind === 'one-of' || fact.kind === 'set';
  if (named && !fact.values) {
    yield { path: ['kind'], message: `A fact of kind \`${fact.kind}\` needs the list \`values\`.` };
  }
  if (!named && fact.values) {
    yield { path: ['values'], message: `A fact of kind \`${fact.kind}\` has no \`values\`.` };
  }
  if (fact.kind === 'interval' && fact.unit === undefined) {
    const message = 'A number needs its `unit` in UCUM; "1" for counts and scores.';
    yield { path: ['kind'], message };
  }
}

function* rangeFindings(fact: FactDefinition): Iterable<Finding> {
  for (const field of [
    'unit',
    'minimum',
    'maximum',
    'unitOptional',
    'unitOptionalInText',
    'molarMass',
  ] as const) {
    if (fact.kind !== 'interval' && fact[field] !== undefined) {
      yield { path: [field], message: `\`${field}\` is only for facts of kind \`interval\`.` };
    }
  }
  const { minimum = -Infinity, maximum = Infinity } = fact;
  if (minimum > maximum) {
    yield { path: ['minimum'], message: `\`minimum\` ${minimum} is above \`maximum\` ${maximum}.` };
  }
  if (fact.unit === '%' && minimum < 0) {
    yield { path: ['minimum'], message: 'A percentage cannot be below 0.' };
  }
}

function* labelFindings(fact: FactDefinition): Iterable<Finding> {
  for (const value of Object.keys(fact.valueLabels ?? {})) {
    yield* valueFinding(fact, value, ['valueLabels', value], 'values-and-aliases');
  }
  for (const [alias, values] of Object.entries(fact.aliases ?? {})) {
    if (fact.values?.includes(alias)) {
      yield { path: ['aliases', alias], message: `\`${alias}\` is already a value of its own.` };
    }
    for (const [i, value] of values.entries()) {
      yield* valueFinding(fact, value, ['aliases', alias, i], 'values');
    }
  }
  for (const [i, value] of (fact.undecidedValues ?? []).entries()) {
    yield* valueFinding(fact, value, ['undecidedValues', i], 'values');
  }
}

/** Values that derivations and absence policies give. */
function* givenFindings(fact: FactDefinition): Iterable<Finding> {
  for (const [e, estimate] of (fact.derive?.estimates ?? []).entries()) {
    const at = ['derive', 'estimates', e] as const;
    for (const [c, { gives }] of estimate.cases.entries()) {
      yield* valueFindings(fact, gives, [...at, 'cases', c, 'gives']);
    }
    yield* valueFindings(fact, estimate.otherwise ?? [], [...at, 'otherwise']);
  }
  if (!fact.absence) return;
  const { presume } = fact.absence;
  yield* valueFindings(fact, presume, ['absence', 'presume']);
  if (presume.length === 0 && fact.kind !== 'set' && fact.kind !== 'date') {
    const message = '`presume` must name a value; only sets and dates can be presumed empty.';
    yield { path: ['absence', 'presume'], message };
  }
}

function* valueFindings(
  fact: FactDefinition,
  values: readonly string[],
  path: Path,
): Iterable<Finding> {
  for (const [i, value] of values.entries()) {
    yield* valueFinding(fact, value, [...path, i], 'values-and-aliases');
  }
}

function* valueFinding(
  fact: FactDefinition,
  value: string,
  path: Path,
  allowed: 'values' | 'values-and-aliases',
): Iterable<Finding> {
  if (fact.kind !== 'one-of' && fact.kind !== 'set') {
    yield { path, message: `\`${value}\` cannot be given: \`${fact.fact}\` has no named values.` };
    return;
  }
  const message = fact.values && valueProblem(value, fact, allowed);
  if (message !== undefined) yield { path, message };
}

function* derivationFindings({ derive }: FactDefinition): Iterable<Finding> {
  if (!derive) return;
  const ways = ['estimates', 'firstKnown', 'algorithm'] as const;
  const given = ways.filter((way) => derive[way] !== undefined);
  if (given.length === 1) return;
  const message =
    given.length === 0
      ? `The derivation says nothing; add one of ${oneOfWords(ways)}.`
      : `Give only one of ${oneOfWords(given)}.`;
  yield { path: ['derive'], message };
}

/** Other facts that the definition names outside conditions. */
function* referenceFindings(fact: FactDefinition, library: Library): Iterable<Finding> {
  for (const { id, path } of namedFacts(fact)) {
    const message = unknownFact(id, library);
    if (message !== undefined) yield { path, message };
  }
  const facts = factIndex(library);
  for (const [i, id] of (fact.derive?.firstKnown ?? []).entries()) {
    const other = facts.get(id);
    if (other && !hasSameDomain(other, fact)) {
      const message = `\`${id}\` cannot stand for \`${fact.fact}\`: it has another kind, unit or other values.`;
      yield { path: ['derive', 'firstKnown', i], message };
    }
  }
}

function hasSameDomain(other: FactDefinition, fact: FactDefinition): boolean {
  const isStrange = (value: string): boolean => fact.values?.includes(value) !== true;
  return (
    other.kind === fact.kind && other.unit === fact.unit && !(other.values ?? []).some(isStrange)
  );
}

function namedFacts({
  derive,
  disagreement,
}: FactDefinition): readonly { id: string; path: Path }[] {
  const list = (ids: readonly unknown[], path: Path): { id: string; path: Path }[] =>
    ids.map((id, i) => ({ id: String(id), path: [...path, i] }));
  const parameter = derive?.parameters?.['facts'];
  return [
    ...list(derive?.firstKnown ?? [], ['derive', 'firstKnown']),
    ...list(derive?.putsInDoubt ?? [], ['derive', 'putsInDoubt']),
    ...list(Array.isArray(parameter) ? parameter : [], ['derive', 'parameters', 'facts']),
    ...(derive?.estimates ?? []).flatMap(({ ignoredWithout }, e) =>
      ignoredWithout === undefined
        ? []
        : [{ id: ignoredWithout, path: ['derive', 'estimates', e, 'ignoredWithout'] }],
    ),
    ...(disagreement?.comparedAs === undefined
      ? []
      : [{ id: disagreement.comparedAs, path: ['disagreement', 'comparedAs'] }]),
  ];
}
