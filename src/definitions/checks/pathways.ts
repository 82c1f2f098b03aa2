/** Pathways: their place, unique ids, and the pathways and groups they name. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { folderOf } from '../source/document-kinds.js';
import { didYouMean } from '../../yaml/similar-name.js';
import { unknownPathway } from './domain.js';
import { duplicates, repeatedPositions } from './duplicates.js';

type PathwayDocument = KnowledgeDocument<'pathway'>;

/** Problems of all pathways but those of their conditions and evidence. */
export function* checkPathways(library: Library): Iterable<DefinitionProblem> {
  for (const document of duplicates(library.pathway, ({ value }) => value.id)) {
    const message = `The pathway \`${document.value.id}\` is already defined in ${document.firstFile}.`;
    yield problemAt(document, ['id'], message);
  }
  for (const document of library.pathway) {
    yield* checkPlace(document, library);
    yield* checkIds(document, library);
    yield* checkNamedPathways(document, library);
  }
}

function* checkPlace(document: PathwayDocument, library: Library): Iterable<DefinitionProblem> {
  const { id, group } = document.value;
  if (folderOf(document.file) !== id) {
    const message = `The pathway is \`${id}\`, but it lies in the folder \`${folderOf(document.file)}\`.`;
    yield problemAt(document, ['id'], message);
  }
  if (folderOf(document.file, 1) !== group) {
    const message = `The group is \`${group}\`, but the pathway lies in the folder \`${folderOf(document.file, 1)}\`.`;
    yield problemAt(document, ['group'], message);
  }
  const groups = library.edition.flatMap(({ value }) =>
    (value.groups ?? []).map((known) => known.id),
  );
  if (library.edition.length > 0 && !groups.includes(group)) {
    const message = `There is no group \`${group}\` in edition.yaml${didYouMean(group, groups)}`;
    yield problemAt(document, ['group'], message);
  }
}

function* checkIds(document: PathwayDocument, library: Library): Iterable<DefinitionProblem> {
  const { id: pathway, criteria, arms = [] } = document.value;
  const ids = criteria.map(({ id }) => id);
  for (const i of repeatedPositions(ids)) {
    const message = `The criterion \`${ids[i] ?? ''}\` is defined twice in this pathway.`;
    yield problemAt(document, ['criteria', i, 'id'], message);
  }
  const armIds = arms.map(({ id }) => id);
  for (const i of repeatedPositions(armIds)) {
    const message = `The arm \`${armIds[i] ?? ''}\` is defined twice in this pathway.`;
    yield problemAt(document, ['arms', i, 'id'], message);
  }
  const shared = sharedCriteriaOf(pathway, library);
  for (const [i, id] of ids.entries()) {
    if (shared.includes(id)) {
      const message = `The criterion \`${id}\` is already added to every pathway by scope.yaml.`;
      yield problemAt(document, ['criteria', i, 'id'], message);
    }
  }
}

/** Ids of the criteria that the scope file adds to this pathway. */
export function sharedCriteriaOf(pathway: string, library: Library): readonly string[] {
  return library.scope
    .flatMap(({ value }) => value.shared)
    .filter(({ except }) => except?.includes(pathway) !== true)
    .map(({ criterion }) => criterion.id);
}

function* checkNamedPathways(
  document: PathwayDocument,
  library: Library,
): Iterable<DefinitionProblem> {
  const { id, view, preferredOver } = document.value;
  const views = new Set(
    library.pathway.filter(({ value }) => value.view).map(({ value }) => value.id),
  );
  for (const [i, member] of (view?.anyOf ?? []).entries()) {
    const message =
      unknownPathway(member, library) ??
      (views.has(member)
        ? `\`${member}\` is itself a view; a view looks at other pathways.`
        : undefined);
    if (message !== undefined) yield problemAt(document, ['view', 'anyOf', i], message);
  }
  if (!preferredOver) return;
  const message =
    unknownPathway(preferredOver.pathway, library) ??
    (preferredOver.pathway === id ? 'A pathway cannot be preferred over itself.' : undefined);
  if (message !== undefined) yield problemAt(document, ['preferredOver', 'pathway'], message);
}
