/** `npx tsx test/mutation/run.ts [pathway, fact or scope ...]`: which mistakes in the knowledge its tables would notice. */
import { loadCases, loadKnowledge } from '../../src/definitions/index.js';
import { packageRoot } from '../../src/package-root.js';
import { scoreFacts } from './fact-score.js';
import { scorePathways } from './pathway-score.js';
import { reportOf } from './report.js';
import { scoreScope } from './scope-score.js';

const wanted = process.argv.slice(2);
const isWanted = (id: string): boolean => wanted.length === 0 || wanted.includes(id);
const root = packageRoot();
const knowledge = loadKnowledge(root);
const cases = loadCases(root);

const parts = [
  ['Pathways', scorePathways(knowledge, cases, isWanted)],
  ['Scope', isWanted('scope') ? [scoreScope(knowledge)] : []],
  ['Facts', scoreFacts(knowledge, cases, { isWanted })],
] as const;
for (const [title, scores] of parts) {
  if (scores.length > 0) process.stdout.write(`${reportOf(title, scores)}\n\n`);
}
