/** Figures and citations: each exists once, is used, and what the review does not say has a source of its own. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type {
  CriterionChange,
  CriterionDefinition,
  CriterionSource,
} from '../../model/knowledge.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { kindOf } from '../source/document-kinds.js';
import { didYouMean } from '../../yaml/similar-name.js';
import type { Path } from '../../yaml/yaml-document.js';
import { repeatedPositions } from './duplicates.js';

interface Located<T> {
  readonly document: KnowledgeDocument;
  readonly path: Path;
  readonly value: T;
}

const gatingRoles: readonly string[] = ['inclusion', 'exclusion', 'attestation'];

/** Problems of evidence.yaml and of everything that refers to it. */
export function* checkEvidence(library: Library): Iterable<DefinitionProblem> {
  yield* checkOwnReferences(library);
  yield* checkFigureUse(library);
  yield* checkSources(library);
  yield* checkExternalCriteria(library);
}

function* checkOwnReferences(library: Library): Iterable<DefinitionProblem> {
  const citations = citationIds(library);
  for (const document of library.evidence) {
    for (const list of ['citations', 'figures'] as const) {
      const ids = document.value[list].map(({ id }) => id);
      for (const i of repeatedPositions(ids)) {
        const what = list === 'citations' ? 'citation' : 'figure';
        const message = `The ${what} \`${ids[i] ?? ''}\` is defined twice.`;
        yield problemAt(document, [list, i, 'id'], message);
      }
    }
    for (const [i, { citation }] of document.value.figures.entries()) {
      if (!citations.has(citation)) {
        const message = `There is no citation \`${citation}\`${didYouMean(citation, citations)}`;
        yield problemAt(document, ['figures', i, 'citation'], message);
      }
    }
  }
}

function* checkFigureUse(library: Library): Iterable<DefinitionProblem> {
  if (library.evidence.length === 0) return;
  const figures = new Set(
    library.evidence.flatMap(({ value }) => value.figures.map(({ id }) => id)),
  );
  const references = figureReferences(library);
  for (const { document, path, value } of references) {
    if (!figures.has(value)) {
      const message = `There is no figure \`${value}\` in evidence.yaml${didYouMean(value, figures)}`;
      yield problemAt(document, path, message);
    }
  }
  // A pathway, or changes of one, that could not be read may use what seems unused.
  if (library.pathway.length < library.declared.pathways.size) return;
  const changeFiles = [...library.paths].filter((path) => kindOf(path) === 'pathway-changes');
  if (library['pathway-changes'].length < changeFiles.length) return;
  const used = new Set(references.map(({ value }) => value));
  for (const document of library.evidence) {
    for (const [i, { id }] of document.value.figures.entries()) {
      if (!used.has(id)) {
        const message = `The figure \`${id}\` is not used by any pathway; name it there or remove it.`;
        yield problemAt(document, ['figures', i, 'id'], message);
      }
    }
  }
}

function figureReferences(library: Library): readonly Located<string>[] {
  const list = (
    document: KnowledgeDocument,
    figures: readonly string[] | undefined,
    path: Path,
  ): readonly Located<string>[] =>
    (figures ?? []).map((value, i) => ({ document, path: [...path, 'figures', i], value }));
  return [
    ...library.pathway.flatMap((document) => list(document, document.value.figures, [])),
    ...library.pathway.flatMap((document) =>
      (document.value.arms ?? []).flatMap((arm, i) => list(document, arm.figures, ['arms', i])),
    ),
    ...[...criteria(library), ...changes(library)].flatMap(({ document, path, value }) =>
      list(document, value.figures, path),
    ),
  ];
}

function* checkSources(library: Library): Iterable<DefinitionProblem> {
  if (library.evidence.length === 0) return;
  const citations = citationIds(library);
  for (const { document, path, value } of sources(library)) {
    if (value.citation !== undefined && !citations.has(value.citation)) {
      const message = `There is no citation \`${value.citation}\` in evidence.yaml${didYouMean(value.citation, citations)}`;
      yield problemAt(document, [...path, 'citation'], message);
    }
  }
}

function* checkExternalCriteria(library: Library): Iterable<DefinitionProblem> {
  for (const { document, path, value } of criteria(library)) {
    const { role, source, note } = value;
    if (source.external !== true || source.citation !== undefined) continue;
    if (gatingRoles.includes(role)) {
      const message = `\`${value.id}\` decides but is not from the review: it needs a \`citation\`.`;
      yield problemAt(document, [...path, 'source'], message);
    } else if (note === undefined) {
      const message = `\`${value.id}\` is not from the review: it needs a \`citation\`, or a \`note\` that says where it comes from.`;
      yield problemAt(document, [...path, 'source'], message);
    }
  }
}

function citationIds(library: Library): ReadonlySet<string> {
  return new Set(library.evidence.flatMap(({ value }) => value.citations.map(({ id }) => id)));
}

/** All criteria, those that the scope file adds included. */
function criteria(library: Library): readonly Located<CriterionDefinition>[] {
  return [
    ...library.pathway.flatMap((document) =>
      document.value.criteria.map((value, i) => ({ document, path: ['criteria', i], value })),
    ),
    ...library.scope.flatMap((document) =>
      document.value.shared.map(({ criterion }, i) => ({
        document,
        path: ['shared', i, 'criterion'],
        value: criterion,
      })),
    ),
  ];
}

/** Criteria as overlays change them. */
function changes(library: Library): readonly Located<CriterionChange>[] {
  return library['pathway-changes'].flatMap((document) =>
    document.value.criteria.map((value, i) => ({ document, path: ['criteria', i], value })),
  );
}

function sources(library: Library): readonly Located<CriterionSource>[] {
  const list = (
    document: KnowledgeDocument,
    name: string,
    items: readonly { readonly source: CriterionSource }[],
  ): readonly Located<CriterionSource>[] =>
    items.map(({ source }, i) => ({ document, path: [name, i, 'source'], value: source }));
  return [
    ...[...criteria(library), ...changes(library)].map(({ document, path, value }) => ({
      document,
      path: [...path, 'source'],
      value: value.source,
    })),
    ...library.pathway.flatMap((document) => [
      ...list(document, 'arms', document.value.arms ?? []),
      ...list(document, 'notes', document.value.notes ?? []),
    ]),
    ...library['pathway-changes'].flatMap((document) =>
      list(document, 'notes', document.value.notes ?? []),
    ),
    ...library.scope.flatMap((document) => [
      ...list(document, 'gates', document.value.gates),
      ...list(document, 'statements', document.value.statements),
    ]),
  ];
}
