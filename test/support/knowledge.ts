/** The real knowledge of the repository, loaded once per test file. */
import { loadCases, loadKnowledge } from '../../src/definitions/index.js';
import { packageRoot } from '../../src/package-root.js';

export const root = packageRoot();
export const knowledge = loadKnowledge(root);
export const cases = loadCases(root);
