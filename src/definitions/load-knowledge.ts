/** The ways in which the rest of the product gets at the knowledge files. */
import { DefinitionError, type DefinitionProblem } from '../errors/definition-error.js';
import type { CaseTables } from '../model/cases.js';
import type { Knowledge } from '../model/knowledge.js';
import { assembleEdition, caseProblems, parseKnowledge, sortProblems } from './assemble.js';
import type { KnowledgeDocument } from './library.js';
import { isCaseTable, kindOf } from './source/document-kinds.js';
import { belongsTo, chainOf } from './source/edition-chain.js';
import { readKnowledgeFiles, type KnowledgeFiles } from './source/knowledge-files.js';
import { createSchemaValidator, type SchemaValidator } from './source/schema-validation.js';
import { noSnapshot, readSnapshot, type Snapshot } from './source/snapshot.js';

export interface LoadOptions {
  readonly edition?: string;
  readonly site?: string | null;
}

const defaultEdition = 'review-2016';

/**
 * All knowledge of one edition, checked, compiled and deeply frozen. Case tables are not opened.
 * @throws DefinitionError with everything that is wrong with the files.
 */
export function loadKnowledge(root: string, options: LoadOptions = {}): Knowledge {
  const { edition = defaultEdition, site = null } = options;
  if (site !== null) throw new DefinitionError([noSite(site)]);
  const files = readKnowledgeFiles(root, { withCases: false });
  return knowledgeFromFiles(files, edition, createSchemaValidator(), readSnapshot());
}

/**
 * As loadKnowledge, for files that are already in memory.
 * @throws DefinitionError with everything that is wrong with the files.
 */
export function knowledgeFromFiles(
  { files, problems: unreadable }: KnowledgeFiles,
  edition: string,
  schemas: SchemaValidator = createSchemaValidator(),
  snapshot: Snapshot = noSnapshot,
): Knowledge {
  const chain = chainOf(files, edition);
  const own = {
    files: files.filter(({ path }) => belongsTo(path, chain) && !isCaseTable(path)),
    problems: unreadable.filter(({ file }) => belongsTo(file, chain)),
  };
  const { knowledge, problems } = assembleEdition(
    parseKnowledge(own, schemas, snapshot),
    edition,
    null,
    snapshot,
  );
  if (!knowledge) throw new DefinitionError(problems);
  return knowledge;
}

/** Everything that is wrong with the knowledge of all editions, case tables included. Empty when all is well. */
export function checkKnowledge(root: string): readonly DefinitionProblem[] {
  return checkKnowledgeFiles(readKnowledgeFiles(root, { withCases: true }));
}

/** As checkKnowledge, for files that are already in memory. */
export function checkKnowledgeFiles(
  read: KnowledgeFiles,
  schemas: SchemaValidator = createSchemaValidator(),
): readonly DefinitionProblem[] {
  const parsed = parseKnowledge(read, schemas);
  const found = editionsIn(read).flatMap((edition) => [
    ...assembleEdition(parsed, edition, null).problems,
    ...caseProblems(parsed, edition),
  ]);
  return sortProblems(found);
}

/**
 * All case tables with the files they stand in.
 * @throws DefinitionError when one of them cannot be read or is not built as its schema says.
 */
export function loadCases(root: string): CaseTables {
  const { files, problems } = readKnowledgeFiles(root, { withCases: true });
  const tables = { files: files.filter(({ path }) => isCaseTable(path)), problems };
  const parsed = parseKnowledge(tables, createSchemaValidator());
  if (parsed.problems.length > 0) throw new DefinitionError(parsed.problems);
  return {
    pathways: parsed.documents.filter(isPathwayCases).map((document) => ({
      file: document.file,
      lines: linesOfRows(document),
      edition: document.file.split('/')[1] ?? '',
      table: document.value,
    })),
    mappings: parsed.documents.filter(isMappingCases).map((document) => ({
      file: document.file,
      lines: linesOfRows(document),
      table: document.value,
    })),
  };
}

function linesOfRows({
  value,
  locate,
}: KnowledgeDocument<'pathway-cases' | 'mapping-cases'>): readonly number[] {
  return value.cases.map((_, row) => locate(['cases', row]).line);
}

/** Ids of the editions that there are files of; the default one where there are none. */
export function editionsIn({ files }: KnowledgeFiles): readonly string[] {
  const editions = files
    .map(({ path }) => path)
    .filter((path) => path.startsWith('criteria/') && kindOf(path) !== undefined)
    .map((path) => path.split('/')[1] ?? '');
  return editions.length === 0 ? [defaultEdition] : [...new Set(editions)];
}

function isPathwayCases(
  document: KnowledgeDocument,
): document is KnowledgeDocument<'pathway-cases'> {
  return document.kind === 'pathway-cases';
}

function isMappingCases(
  document: KnowledgeDocument,
): document is KnowledgeDocument<'mapping-cases'> {
  return document.kind === 'mapping-cases';
}

function noSite(site: string): DefinitionProblem {
  const message = `There is no site overlay \`${site}\`: this version reads none.`;
  return { file: `fhir-mappings/sites/${site}.yaml`, line: 1, column: 1, message };
}
