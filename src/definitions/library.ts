/** All documents of one edition, checked one by one, not yet against each other. */
import type { DefinitionProblem } from '../errors/definition-error.js';
import type { DocumentKind, DocumentTypes } from './source/document-kinds.js';
import {
  documentKinds,
  factOfFileName,
  folderOf,
  kindOf,
  stemOf,
} from './source/document-kinds.js';
import type { KnowledgeFile } from './source/knowledge-files.js';
import type { SchemaValidator } from './source/schema-validation.js';
import type { Snapshot } from './source/snapshot.js';
import { schemaProblems } from '../yaml/schema-messages.js';
import type { Locate, Path } from '../yaml/yaml-document.js';
import { readYaml } from '../yaml/yaml-document.js';

export interface KnowledgeDocument<Kind extends DocumentKind = DocumentKind> {
  readonly file: string;
  readonly kind: Kind;
  readonly value: DocumentTypes[Kind];
  readonly locate: Locate;
}

export type DocumentsByKind = {
  readonly [Kind in DocumentKind]: readonly KnowledgeDocument<Kind>[];
};

export interface Library extends DocumentsByKind {
  /** Paths of all files, sound or not. */
  readonly paths: ReadonlySet<string>;
  /** Ids that exist although their file may be unsound: naming one of them is no further mistake. */
  readonly declared: {
    readonly facts: ReadonlySet<string>;
    readonly valueSets: ReadonlySet<string>;
    readonly pathways: ReadonlySet<string>;
  };
}

export type ParsedFile =
  | { readonly document: KnowledgeDocument; readonly problems: readonly [] }
  | { readonly document: undefined; readonly problems: readonly DefinitionProblem[] };

/** A sentence about a part of a document, with the line where it stands. */
export function problemAt(
  document: { readonly file: string; readonly locate: Locate },
  path: Path,
  message: string,
  part: 'key' | 'value' = 'value',
): DefinitionProblem {
  return { file: document.file, ...document.locate(path, part), message };
}

/** Reads one file and checks it against the schema that belongs to its place. */
export function parseFile(file: KnowledgeFile, schemas: SchemaValidator): ParsedFile {
  const kind = kindOf(file.path);
  if (kind === undefined) return { document: undefined, problems: [misplaced(file.path)] };
  const { value, locate, problems } = readYaml(file.path, file.text);
  if (problems.length > 0) return { document: undefined, problems };
  const result = schemas.validate(kind, value);
  if (result.valid) {
    return { document: { file: file.path, kind, value: result.value, locate }, problems: [] };
  }
  return {
    document: undefined,
    problems: schemaProblems(result.errors, { file: file.path, locate }),
  };
}

/** A file that was sound when the snapshot was made, and is the same still; its lines are looked up only for a problem. */
export function fileFromSnapshot(file: KnowledgeFile, snapshot: Snapshot): ParsedFile | undefined {
  const kind = kindOf(file.path);
  const content = snapshot.contentOf(file);
  if (kind === undefined || content === undefined) return undefined;
  const locate: Locate = (path, part) => readYaml(file.path, file.text).locate(path, part);
  const value = content as DocumentTypes[typeof kind];
  return { document: { file: file.path, kind, value, locate }, problems: [] };
}

/** Sorts documents by kind; `paths` are those of all files, also of the unsound ones. */
export function buildLibrary(
  documents: readonly KnowledgeDocument[],
  paths: Iterable<string>,
): Library {
  const byKind = Object.fromEntries(
    documentKinds.map((kind) => [kind, documents.filter((document) => document.kind === kind)]),
  ) as unknown as DocumentsByKind;
  const all = [...paths];
  const sound = new Set(documents.map(({ file }) => file));
  const broken = (kind: DocumentKind): string[] =>
    all.filter((path) => !sound.has(path) && kindOf(path) === kind);
  return {
    ...byKind,
    paths: new Set(all),
    declared: {
      facts: new Set([
        ...byKind.fact.map(({ value }) => value.fact),
        ...broken('fact').map((path) => factOfFileName(stemOf(path))),
      ]),
      valueSets: new Set([
        ...byKind['value-set'].map(({ value }) => value.id),
        ...broken('value-set').map(stemOf),
      ]),
      pathways: new Set([
        ...byKind.pathway.map(({ value }) => value.id),
        ...broken('pathway').map((path) => folderOf(path)),
      ]),
    },
  };
}

function misplaced(file: string): DefinitionProblem {
  const site = file.startsWith('fhir-mappings/sites/');
  const message = site
    ? 'Site overlays are not read by this version.'
    : file.endsWith('.yml')
      ? 'The ending of the file must be .yaml.'
      : 'No knowledge file belongs at this place; see the folders of the files beside it.';
  return { file, line: 1, column: 1, message };
}
