/** Overlay editions: they change criteria that exist, each on a citation of its own, and nothing else. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { problemAt, type KnowledgeDocument, type Library } from '../library.js';
import { folderOf, kindOf } from '../source/document-kinds.js';
import type { EditionChain } from '../source/edition-chain.js';
import { didYouMean } from '../../yaml/similar-name.js';
import { unknownPathway } from './domain.js';
import { duplicates, repeatedPositions } from './duplicates.js';

type ChangesDocument = KnowledgeDocument<'pathway-changes'>;

/** Whole pathways and scopes belong to editions that are complete in themselves. */
export function isMisplacedInOverlay(file: string, { edition, base }: EditionChain): boolean {
  const kind = kindOf(file);
  const isOwn = base !== undefined && file.startsWith(`criteria/${edition}/`);
  return isOwn && (kind === 'pathway' || kind === 'scope');
}

/** Whether there is an edition to judge by; without one, nothing else is worth telling. */
export function hasCompleteBase(library: Library, { edition, base }: EditionChain): boolean {
  if (base === undefined) return true;
  const isThere = base !== edition && library.paths.has(`criteria/${base}/edition.yaml`);
  return isThere && editionFile(library, base)?.value.overlays === undefined;
}

function editionFile(library: Library, id: string): KnowledgeDocument<'edition'> | undefined {
  return library.edition.find(({ file }) => folderOf(file) === id);
}

/** Problems of an overlay's own files, and of changes where there is nothing to change. */
export function* checkOverlay(library: Library, chain: EditionChain): Iterable<DefinitionProblem> {
  const { edition, base } = chain;
  const file = editionFile(library, edition);
  for (const document of library['pathway-changes']) {
    if (base === undefined || !document.file.startsWith(`criteria/${edition}/`)) {
      const message =
        'Only an overlay has changes; name the edition that it changes in edition.yaml as `overlays`.';
      yield problemAt(document, [], message);
    }
  }
  if (base === undefined || !file) return;
  yield* checkEditionFile(file, base, library);
  if (!hasCompleteBase(library, chain)) return;
  for (const path of library.paths) {
    if (isMisplacedInOverlay(path, chain)) {
      const message = `An overlay takes this over from \`${base}\`; write what differs into changes.yaml.`;
      yield { file: path, line: 1, column: 1, message };
    }
  }
  yield* checkEvidenceIds(library, chain);
  for (const document of duplicates(library['pathway-changes'], ({ value }) => value.pathway)) {
    const message = `The changes of \`${document.value.pathway}\` are already in ${document.firstFile}.`;
    yield problemAt(document, ['pathway'], message);
  }
  for (const document of library['pathway-changes']) yield* checkChanges(document, library);
}

function* checkEditionFile(
  file: KnowledgeDocument<'edition'>,
  base: string,
  library: Library,
): Iterable<DefinitionProblem> {
  const overlaid = editionFile(library, base);
  if (base === file.value.id) {
    yield problemAt(file, ['overlays'], 'An edition cannot overlay itself.');
  } else if (!library.paths.has(`criteria/${base}/edition.yaml`)) {
    yield problemAt(file, ['overlays'], `There is no edition \`${base}\` to overlay.`);
  } else if (overlaid?.value.overlays !== undefined) {
    const message = `\`${base}\` is itself an overlay; overlay \`${overlaid.value.overlays}\`.`;
    yield problemAt(file, ['overlays'], message);
  }
  if (file.value.groups !== undefined) {
    const message = `An overlay takes its groups over from \`${base}\`; remove them here.`;
    yield problemAt(file, ['groups'], message, 'key');
  }
  const hasChanges = [...library.paths].some((path) => kindOf(path) === 'pathway-changes');
  if (!hasChanges) {
    yield problemAt(file, ['overlays'], 'The overlay changes nothing: it has no changes.yaml.');
  }
}

function* checkEvidenceIds(
  library: Library,
  { edition, base = '' }: EditionChain,
): Iterable<DefinitionProblem> {
  const of = (id: string): readonly KnowledgeDocument<'evidence'>[] =>
    library.evidence.filter(({ file }) => folderOf(file) === id);
  for (const document of of(edition)) {
    for (const list of ['citations', 'figures'] as const) {
      const taken = new Set(of(base).flatMap(({ value }) => value[list].map(({ id }) => id)));
      for (const [i, { id }] of document.value[list].entries()) {
        if (taken.has(id)) {
          const message = `\`${id}\` is already defined in evidence.yaml of \`${base}\`.`;
          yield problemAt(document, [list, i, 'id'], message);
        }
      }
    }
  }
}

function* checkChanges(document: ChangesDocument, library: Library): Iterable<DefinitionProblem> {
  const { pathway: id, criteria } = document.value;
  if (folderOf(document.file) !== id) {
    const message = `The changes are for \`${id}\`, but lie in the folder \`${folderOf(document.file)}\`.`;
    yield problemAt(document, ['pathway'], message);
  }
  const unknown = unknownPathway(id, library);
  if (unknown !== undefined) yield problemAt(document, ['pathway'], unknown);
  const pathway = library.pathway.find(({ value }) => value.id === id)?.value;
  if (pathway && folderOf(document.file, 1) !== pathway.group) {
    const message = `The group of \`${id}\` is \`${pathway.group}\`, but its changes lie in the folder \`${folderOf(document.file, 1)}\`.`;
    yield problemAt(document, ['pathway'], message);
  }
  const known = pathway?.criteria.map((criterion) => criterion.id);
  const ids = criteria.map((change) => change.id);
  for (const i of repeatedPositions(ids)) {
    const message = `The criterion \`${ids[i] ?? ''}\` is changed twice.`;
    yield problemAt(document, ['criteria', i, 'id'], message);
  }
  for (const [i, change] of ids.entries()) {
    if (known?.includes(change) === false) {
      const message = `The pathway has no criterion \`${change}\`${didYouMean(change, known)}`;
      yield problemAt(document, ['criteria', i, 'id'], message);
    }
  }
  yield* checkWords(document, library);
}

/** A new limit needs new words, and a citation that says so when nobody has verified it. */
function* checkWords(document: ChangesDocument, library: Library): Iterable<DefinitionProblem> {
  const citations = library.evidence.flatMap(({ value }) => value.citations);
  for (const [i, { id, label, when, source }] of document.value.criteria.entries()) {
    if (label === undefined) {
      const message =
        when === undefined
          ? `The change of \`${id}\` says nothing; add \`label\`, or \`when\` and \`label\`.`
          : `\`${id}\` has a new condition: it needs a \`label\` that says it.`;
      yield problemAt(document, ['criteria', i, 'id'], message);
    }
    const citation = citations.find((one) => one.id === source.citation);
    if (citation && !citation.verified && !/not verified|unverified/i.test(citation.text)) {
      const message = `The citation \`${citation.id}\` is not verified, and its text in evidence.yaml does not say so.`;
      yield problemAt(document, ['criteria', i, 'source', 'citation'], message);
    }
  }
}
