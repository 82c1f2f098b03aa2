import { DefinitionError } from '../errors/definition-error.js';
import type { ValueSetFile } from '../model/knowledge.js';
import { parseKnowledge } from './assemble.js';
import type { KnowledgeDocument } from './library.js';
import { kindOf } from './source/document-kinds.js';
import { readKnowledgeFiles } from './source/knowledge-files.js';
import { createSchemaValidator } from './source/schema-validation.js';

/**
 * All value sets as they stand in their files, by id: what compiled knowledge only answers look-ups from.
 * @throws DefinitionError when one of them cannot be read or is not built as its schema says.
 */
export function loadValueSets(root: string): readonly ValueSetFile[] {
  const { files } = readKnowledgeFiles(root, { withCases: false });
  const valueSets = files.filter(({ path }) => kindOf(path) === 'value-set');
  const parsed = parseKnowledge({ files: valueSets, problems: [] }, createSchemaValidator());
  if (parsed.problems.length > 0) throw new DefinitionError(parsed.problems);
  return parsed.documents
    .filter(isValueSet)
    .map(({ value }) => value)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isValueSet(document: KnowledgeDocument): document is KnowledgeDocument<'value-set'> {
  return document.kind === 'value-set';
}
