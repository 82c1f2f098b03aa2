/** What an edition as a whole must have, and what its scope, reading rules and services name. */
import { checkCardTexts } from '../../cards/index.js';
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { isUcumUnit } from '../../facts/units.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { folderOf } from '../source/document-kinds.js';
import { oneOfWords } from '../../yaml/similar-name.js';
import { factIndex, unknownFact, unknownPathway, unknownValueSet, valueProblem } from './domain.js';
import { duplicates, repeatedPositions } from './duplicates.js';

/** Files without which an edition cannot be judged. */
export function* checkRequiredFiles(
  library: Library,
  edition: string,
): Iterable<DefinitionProblem> {
  const required = [
    `criteria/${edition}/edition.yaml`,
    `criteria/${edition}/evidence.yaml`,
    `criteria/${edition}/scope.yaml`,
    'fhir-mappings/code-systems.yaml',
    'fhir-mappings/reading.yaml',
  ];
  for (const file of required) {
    if (!library.paths.has(file))
      yield { file, line: 1, column: 1, message: 'This file is missing.' };
  }
  const folders = [
    { kind: 'pathway', any: library.declared.pathways.size > 0, file: `criteria/${edition}` },
    { kind: 'fact', any: library.declared.facts.size > 0, file: 'fhir-mappings' },
    {
      kind: 'service',
      any: [...library.paths].some((path) => path.startsWith('hooks/')),
      file: 'hooks',
    },
  ];
  for (const { kind, any, file } of folders) {
    if (!any) yield { file, line: 1, column: 1, message: `There is no ${kind} in this folder.` };
  }
  for (const document of library.edition) {
    if (document.value.id !== folderOf(document.file)) {
      const message = `The edition is \`${document.value.id}\`, but it lies in the folder \`${folderOf(document.file)}\`.`;
      yield problemAt(document, ['id'], message);
    }
    const groups = (document.value.groups ?? []).map(({ id }) => id);
    for (const i of repeatedPositions(groups)) {
      const message = `The group \`${groups[i] ?? ''}\` is defined twice.`;
      yield problemAt(document, ['groups', i, 'id'], message);
    }
  }
}

/** Scope: each gate has one condition, each id occurs once, exceptions name pathways. */
export function* checkScope(library: Library): Iterable<DefinitionProblem> {
  for (const document of library.scope) {
    const { gates, shared, statements } = document.value;
    for (const [i, { inScopeWhen, outOfScopeWhen }] of gates.entries()) {
      if ((inScopeWhen === undefined) === (outOfScopeWhen === undefined)) {
        const words = oneOfWords(['inScopeWhen', 'outOfScopeWhen']);
        yield problemAt(document, ['gates', i], `A gate needs exactly one of ${words}.`);
      }
    }
    const lists = [
      { ids: gates.map(({ code }) => code), at: (i: number) => ['gates', i, 'code'] },
      {
        ids: shared.map(({ criterion }) => criterion.id),
        at: (i: number) => ['shared', i, 'criterion', 'id'],
      },
      { ids: statements.map(({ id }) => id), at: (i: number) => ['statements', i, 'id'] },
    ];
    for (const { ids, at } of lists) {
      for (const i of repeatedPositions(ids)) {
        yield problemAt(document, at(i), `\`${ids[i] ?? ''}\` is defined twice.`);
      }
    }
    for (const [i, { except }] of shared.entries()) {
      yield* namedPathways(document, ['shared', i, 'except'], except, library);
    }
  }
}

/** Reading rules name value sets, therapies that are members of `priorTherapies`, and units of UCUM. */
export function* checkReading(library: Library): Iterable<DefinitionProblem> {
  const therapies = factIndex(library).get('priorTherapies');
  for (const document of library.reading) {
    const { stagingReports, candidates, liverProcedures, unitSpellings } = document.value;
    const named = [
      { id: stagingReports, path: ['stagingReports'] },
      ...candidates.map((id, i) => ({ id, path: ['candidates', i] })),
    ];
    for (const { id, path } of named) {
      const message = unknownValueSet(id, library);
      if (message !== undefined) yield problemAt(document, path, message);
    }
    for (const [i, therapy] of liverProcedures.entries()) {
      const message = therapies
        ? valueProblem(therapy, therapies, 'values')
        : unknownFact('priorTherapies', library);
      if (message !== undefined) yield problemAt(document, ['liverProcedures', i], message);
    }
    for (const [written, unit] of Object.entries(unitSpellings)) {
      if (isUcumUnit(unit)) continue;
      const message = `\`${unit}\` is no unit of UCUM (https://ucum.org), such as 10*9/L or mg/dL.`;
      yield problemAt(document, ['unitSpellings', written], message);
    }
  }
}

/** Services name pathways, and orders that close gaps in facts. */
export function* checkServices(library: Library): Iterable<DefinitionProblem> {
  for (const document of duplicates(library.service, ({ value }) => value.id)) {
    const message = `The service \`${document.value.id}\` is already defined in ${document.firstFile}.`;
    yield problemAt(document, ['id'], message);
  }
  for (const document of library.service) {
    const { id, pathways, orders, texts } = document.value;
    if (folderOf(document.file) !== id) {
      const message = `The service is \`${id}\`, but it lies in the folder \`${folderOf(document.file)}\`.`;
      yield problemAt(document, ['id'], message);
    }
    yield* namedPathways(document, ['pathways'], pathways, library);
    for (const { key, message } of checkCardTexts(texts)) {
      yield problemAt(document, ['texts', key], message);
    }
    const orderIds = orders.map((order) => order.id);
    for (const i of repeatedPositions(orderIds)) {
      const message = `The order \`${orderIds[i] ?? ''}\` is defined twice.`;
      yield problemAt(document, ['orders', i, 'id'], message);
    }
    for (const [i, { closes, follows }] of orders.entries()) {
      yield* namedPathways(document, ['orders', i, 'follows'], follows, library);
      for (const [c, fact] of closes.entries()) {
        const message = unknownFact(fact, library);
        if (message !== undefined) yield problemAt(document, ['orders', i, 'closes', c], message);
      }
    }
  }
}

function* namedPathways(
  document: KnowledgeDocument,
  path: readonly (string | number)[],
  ids: readonly string[] | undefined,
  library: Library,
): Iterable<DefinitionProblem> {
  for (const [i, id] of (ids ?? []).entries()) {
    const message = unknownPathway(id, library);
    if (message !== undefined) yield problemAt(document, [...path, i], message);
  }
}
