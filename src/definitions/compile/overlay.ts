/** Puts the changes of an overlay into the edition that it overlays. */
import type { Condition, CriterionChange, CriterionDefinition } from '../../model/knowledge.js';
import type { KnowledgeDocument, Library } from '../library.js';
import { folderOf } from '../source/document-kinds.js';
import type { EditionChain } from '../source/edition-chain.js';

type Changes = KnowledgeDocument<'pathway-changes'>['value'];

/** The library of an edition as it is judged: without changes of its own it stays as it is. */
export function applyOverlay(library: Library, { edition, base }: EditionChain): Library {
  if (base === undefined) return library;
  const own = library.edition.find(({ file }) => folderOf(file) === edition);
  const overlaid = library.edition.find(({ file }) => folderOf(file) === base);
  if (!own || !overlaid) throw new TypeError('an overlay without its base must not be compiled');
  const changes = library['pathway-changes'].map(({ value }) => value);
  const limits = [
    ...changes.map((change) => changesInWords(change, library, overlaid.value.shortLabel)),
    ...own.value.limits,
    ...overlaid.value.limits.map((limit) => `"${overlaid.value.shortLabel}": ${limit}`),
  ];
  const groups = overlaid.value.groups ?? [];
  return {
    ...library,
    edition: [{ ...own, value: { ...own.value, groups, limits } }],
    pathway: library.pathway.map((document) => ({
      ...document,
      value: changedPathway(
        document.value,
        changes.find(({ pathway }) => pathway === document.value.id),
        unverifiedCitations(library),
      ),
    })),
    'pathway-changes': [],
  };
}

/** Names each change, so that no edition can differ from another in silence. */
function changesInWords(
  { pathway, criteria }: Changes,
  library: Library,
  overlaidLabel: string,
): string {
  const definition = library.pathway.find(({ value }) => value.id === pathway)?.value;
  const unverified = unverifiedCitations(library);
  const labels = criteria.flatMap((change) => {
    const changed = definition?.criteria.find(({ id }) => id === change.id);
    return changed ? changedLabel(changed, change, unverified) : [];
  });
  const title = definition?.shortTitle ?? pathway;
  return `Changed against "${overlaidLabel}" in ${title}: ${labels.join('; ')}.`;
}

function changedPathway(
  pathway: KnowledgeDocument<'pathway'>['value'],
  changes: Changes | undefined,
  unverified: ReadonlySet<string>,
): KnowledgeDocument<'pathway'>['value'] {
  if (changes === undefined) return pathway;
  const { summary = pathway.summary, notes = pathway.notes } = changes;
  return {
    ...pathway,
    summary,
    criteria: pathway.criteria.map((criterion) => {
      const change = changes.criteria.find(({ id }) => id === criterion.id);
      return change ? changedCriterion(criterion, change, unverified) : criterion;
    }),
    ...(notes !== undefined && { notes }),
  };
}

/** Figures and notes of the old limit do not speak for the new one. */
function changedCriterion(
  { id, role, label, when: oldCondition, alternative }: CriterionDefinition,
  change: CriterionChange,
  unverified: ReadonlySet<string>,
): CriterionDefinition {
  const when: Condition | undefined = change.when ?? oldCondition;
  return {
    id,
    role,
    label: changedLabel({ label }, change, unverified),
    ...(when !== undefined && { when }),
    source: change.source,
    ...(change.figures !== undefined && { figures: change.figures }),
    ...(change.note !== undefined && { note: change.note }),
    ...(alternative !== undefined && { alternative }),
  };
}

/** A limit whose citation nobody has verified says so wherever it is named, on cards too. */
function changedLabel(
  { label: oldLabel }: Pick<CriterionDefinition, 'label'>,
  { label = oldLabel, source }: CriterionChange,
  unverified: ReadonlySet<string>,
): string {
  return unverified.has(source.citation) ? `${label} (citation not verified)` : label;
}

function unverifiedCitations(library: Library): ReadonlySet<string> {
  return new Set(
    library.evidence
      .flatMap(({ value }) => value.citations)
      .filter(({ verified }) => !verified)
      .map(({ id }) => id),
  );
}
