import { isDeepStrictEqual } from 'node:util';
import { assembleEdition, filesOf, parseKnowledge } from './assemble.js';
import { editionsIn } from './load-knowledge.js';
import { chainOf } from './source/edition-chain.js';
import { readKnowledgeFiles } from './source/knowledge-files.js';
import { createSchemaValidator } from './source/schema-validation.js';
import { writeSnapshot } from './source/snapshot.js';

/** Parses and checks all knowledge files, and keeps what is sound for loadKnowledge, which looks at the rest itself. */
export function keepSnapshot(root: string, destination?: string): void {
  const read = readKnowledgeFiles(root, { withCases: false });
  const parsed = parseKnowledge(read, createSchemaValidator());
  const contents = new Map(parsed.documents.map(({ file, value }) => [file, value]));
  const files = read.files
    .map((source) => ({ source, content: contents.get(source.path) }))
    .filter(({ content }) => content !== undefined && survivesJson(content));
  const editions = editionsIn(read)
    .filter((edition) => assembleEdition(parsed, edition, null).problems.length === 0)
    .map((edition) => filesOf(parsed, chainOf(read.files, edition)));
  writeSnapshot({ files, editions }, destination);
}

/** YAML knows more numbers than JSON. */
function survivesJson(value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}
