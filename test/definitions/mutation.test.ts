/** Every small mistake in the knowledge must be noticed by a case row; see test/mutation. */
import { expect, test } from '@jest/globals';
import { exemptions } from '../mutation/exemptions.js';
import { scoreFacts } from '../mutation/fact-score.js';
import { scorePathways } from '../mutation/pathway-score.js';
import type { Score } from '../mutation/score.js';
import { scoreScope } from '../mutation/scope-score.js';
import { cases, knowledge } from '../support/knowledge.js';

const limitMs = 60_000;
const named = new Set([...knowledge.pathwayById.keys(), ...knowledge.factById.keys(), 'scope']);

function unnoticed(scores: readonly Score[]): readonly string[] {
  return scores.flatMap(({ subject, failing, survivors }) => [
    ...failing.map((name) => `${subject}: fails already: ${name}`),
    ...survivors.map(({ site, change }) => `${subject}: ${site}: ${change}`),
  ]);
}

test(
  'every changed limit, role, operator, value and list of a pathway fails a case row',
  () => {
    const scores = scorePathways(knowledge, cases);

    expect(scores.map(({ subject }) => subject)).toEqual([...knowledge.pathwayById.keys()]);
    expect(unnoticed(scores)).toEqual([]);
  },
  limitMs,
);

test(
  'every change of a gate, a shared criterion or a statement fails a row of the scope table',
  () => {
    expect(unnoticed([scoreScope(knowledge)])).toEqual([]);
  },
  limitMs,
);

test(
  'every changed limit and shelf life of a fact fails a case row',
  () => {
    const scores = scoreFacts(knowledge, cases, { operators: ['threshold', 'strictness'] });

    expect(scores.length).toBe(cases.mappings.length);
    expect(unnoticed(scores)).toEqual([]);
  },
  limitMs,
);

test.each(exemptions.map((one) => [`${one.subject}, ${one.site}`, one] as const))(
  'the exemption for %s names something that exists, and its reason',
  (_, { subject, reason }) => {
    expect(named.has(subject)).toBe(true);
    expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  },
);
