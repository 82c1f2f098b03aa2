/** Reads the texts of the knowledge files from disk. The only place of this folder that touches the file system. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { packageRoot } from '../../package-root.js';
import { isCaseTable } from './document-kinds.js';

/** A file by its path relative to the knowledge root, with `/` between folders. */
export interface KnowledgeFile {
  readonly path: string;
  readonly text: string;
}

export interface KnowledgeFiles {
  readonly files: readonly KnowledgeFile[];
  readonly problems: readonly DefinitionProblem[];
}

const folders = ['criteria', 'fhir-mappings', 'hooks'];

/**
 * All YAML files under criteria/, fhir-mappings/ and hooks/, in a stable order. Without `withCases`, case tables are
 * not even opened. What cannot be read becomes a problem.
 */
export function readKnowledgeFiles(
  root: string,
  options: { readonly withCases: boolean },
): KnowledgeFiles {
  const read = folders
    .flatMap((folder) => listYaml(root, folder))
    .filter((path) => options.withCases || !isCaseTable(path))
    .map((path) => readOne(root, path));
  return {
    files: read.filter((file) => 'text' in file),
    problems: read.filter((file) => 'message' in file),
  };
}

/** Ids of all editions: the folders of criteria/ with an edition.yaml. */
export function editionIds(root: string): readonly string[] {
  return listYaml(root, 'criteria')
    .map((path) => /^criteria\/([^/]+)\/edition\.yaml$/.exec(path)?.[1])
    .filter((id) => id !== undefined);
}

function listYaml(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/^hooks\/[^/]+\/cases\//.test(path))
    .sort();
}

function readOne(root: string, path: string): KnowledgeFile | DefinitionProblem {
  try {
    return { path, text: readFileSync(join(root, path), 'utf8') };
  } catch {
    return { file: path, line: 1, column: 1, message: 'The file cannot be read.' };
  }
}

/** The text of a JSON Schema in the product's schemas/ folder. */
export function readSchema(name: string): string {
  return readFileSync(join(packageRoot(), 'schemas', name), 'utf8');
}
