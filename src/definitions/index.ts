/** Loads the clinical knowledge under criteria/, fhir-mappings/ and hooks/: checked, compiled, frozen. */
export { checkKnowledge, loadCases, loadKnowledge } from './load-knowledge.js';
export type { LoadOptions } from './load-knowledge.js';
export { editionIds } from './source/knowledge-files.js';
export { loadValueSets } from './load-value-sets.js';
export { keepSnapshot } from './keep-snapshot.js';
