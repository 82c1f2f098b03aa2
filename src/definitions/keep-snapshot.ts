import { isDeepStrictEqual } from 'node:util';
import { parseKnowledge } from './assemble.js';
import { readKnowledgeFiles } from './source/knowledge-files.js';
import { createSchemaValidator } from './source/schema-validation.js';
import { writeSnapshot } from './source/snapshot.js';

/** Parses and checks all knowledge files, and keeps the sound ones for loadKnowledge; the others it will refuse. */
export function keepSnapshot(root: string, destination?: string): void {
  const read = readKnowledgeFiles(root, { withCases: false });
  const { documents } = parseKnowledge(read, createSchemaValidator());
  const contents = new Map(documents.map(({ file, value }) => [file, value]));
  const sound = read.files
    .map((source) => ({ source, content: contents.get(source.path) }))
    .filter(({ content }) => content !== undefined && survivesJson(content));
  writeSnapshot(sound, destination);
}

/** YAML knows more numbers than JSON. */
function survivesJson(value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}
