/** From the texts of knowledge files to knowledge or problems: parse, check, compile. Pure but for reading the schemas. */
import type { DefinitionProblem } from '../errors/definition-error.js';
import type { Knowledge } from '../model/knowledge.js';
import { checkAlgorithms } from './checks/algorithms.js';
import { checkCaseTables } from './checks/case-tables.js';
import { checkCircles } from './checks/circles.js';
import { checkConditions } from './checks/conditions.js';
import { checkEditorLine } from './checks/editor-line.js';
import { checkEvidence } from './checks/evidence.js';
import { checkFacts } from './checks/facts.js';
import { checkFactSources } from './checks/fact-sources.js';
import { checkOverlay, hasCompleteBase, isMisplacedInOverlay } from './checks/overlays.js';
import { checkLabels } from './checks/labels.js';
import { checkPathways } from './checks/pathways.js';
import { checkTrends } from './checks/trends.js';
import { checkValueSets } from './checks/value-sets.js';
import { checkReading, checkRequiredFiles, checkScope, checkServices } from './checks/whole.js';
import { compileKnowledge } from './compile/knowledge.js';
import { applyOverlay } from './compile/overlay.js';
import {
  buildLibrary,
  fileFromSnapshot,
  parseFile,
  problemAt,
  type KnowledgeDocument,
  type Library,
} from './library.js';
import { belongsTo, chainOf, type EditionChain } from './source/edition-chain.js';
import type { KnowledgeFile, KnowledgeFiles } from './source/knowledge-files.js';
import type { SchemaValidator } from './source/schema-validation.js';
import { noSnapshot, type Snapshot } from './source/snapshot.js';

export interface ParsedKnowledge {
  readonly files: readonly KnowledgeFile[];
  readonly documents: readonly KnowledgeDocument[];
  readonly problems: readonly DefinitionProblem[];
}

/** Reads and checks each file by itself, but for those that the snapshot knows as sound. */
export function parseKnowledge(
  { files, problems }: KnowledgeFiles,
  schemas: SchemaValidator,
  snapshot: Snapshot = noSnapshot,
): ParsedKnowledge {
  const parsed = files.map((file) => fileFromSnapshot(file, snapshot) ?? parseFile(file, schemas));
  return {
    files,
    documents: parsed.flatMap(({ document }) => document ?? []),
    problems: [...problems, ...parsed.flatMap((file) => file.problems)],
  };
}

/**
 * The knowledge of one edition if nothing is wrong with it, and everything that is. Files that the snapshot knows to fit
 * together are not checked against each other again.
 */
export function assembleEdition(
  parsed: ParsedKnowledge,
  edition: string,
  site: string | null,
  snapshot: Snapshot = noSnapshot,
): { readonly problems: readonly DefinitionProblem[]; readonly knowledge?: Knowledge } {
  const chain = chainOf(parsed.files, edition);
  const library = libraryOf(parsed, chain);
  const problems = [
    ...parsed.problems.filter(({ file }) => belongsTo(file, chain)),
    ...(snapshot.fitTogether(filesOf(parsed, chain)) ? [] : crossChecks(library, chain)),
  ];
  if (problems.length > 0) return { problems: sortProblems(problems) };
  const documents = parsed.documents.filter(({ file }) => belongsTo(file, chain));
  const knowledge = compileKnowledge(applyOverlay(library, chain), documents, site);
  const late = [...checkPrefetchKeys(library, knowledge)];
  return late.length > 0 ? { problems: late } : { problems: [], knowledge };
}

/** What only `validate` looks at: case tables, and the line that tells editors the schema. */
export function caseProblems(
  parsed: ParsedKnowledge,
  edition: string,
): readonly DefinitionProblem[] {
  const chain = chainOf(parsed.files, edition);
  return [
    ...checkCaseTables(libraryOf(parsed, chain)),
    ...filesOf(parsed, chain).flatMap((file) => [...checkEditorLine(file)]),
  ];
}

/** All files of an edition, sound or not. */
export function filesOf(
  { files }: Pick<ParsedKnowledge, 'files'>,
  chain: EditionChain,
): readonly KnowledgeFile[] {
  return files.filter(({ path }) => belongsTo(path, chain));
}

function libraryOf({ documents, files, problems }: ParsedKnowledge, chain: EditionChain): Library {
  const paths = [...files.map(({ path }) => path), ...problems.map(({ file }) => file)];
  return buildLibrary(
    documents.filter(({ file }) => belongsTo(file, chain) && !isMisplacedInOverlay(file, chain)),
    new Set(paths.filter((path) => belongsTo(path, chain))),
  );
}

function* crossChecks(library: Library, chain: EditionChain): Iterable<DefinitionProblem> {
  yield* checkOverlay(library, chain);
  if (!hasCompleteBase(library, chain)) return;
  yield* checkRequiredFiles(library, chain.base ?? chain.edition);
  yield* checkValueSets(library);
  yield* checkFacts(library);
  yield* checkFactSources(library);
  yield* checkAlgorithms(library);
  yield* checkConditions(library);
  yield* checkCircles(library);
  yield* checkReading(library);
  yield* checkTrends(library);
  yield* checkPathways(library);
  yield* checkLabels(library);
  yield* checkEvidence(library);
  yield* checkScope(library);
  yield* checkServices(library);
}

function* checkPrefetchKeys(
  library: Library,
  { queryPlan }: Knowledge,
): Iterable<DefinitionProblem> {
  const keys = queryPlan.map(({ key }) => key);
  for (const document of library.service) {
    for (const key of Object.keys(document.value.prefetch ?? {})) {
      if (!keys.includes(key)) {
        const message = `There is no query \`${key}\` to replace; there are: ${keys.join(', ')}.`;
        yield problemAt(document, ['prefetch', key], message, 'key');
      }
    }
  }
}

/** By file, line and column; each problem once. */
export function sortProblems(problems: readonly DefinitionProblem[]): readonly DefinitionProblem[] {
  const unique = new Map(
    problems.map((problem) => [
      `${problem.file}:${problem.line}:${problem.column}:${problem.message}`,
      problem,
    ]),
  );
  return [...unique.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
