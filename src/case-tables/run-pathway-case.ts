import { judgePathways } from '../criteria/judge-pathways.js';
import { prepareJudging } from '../criteria/judging.js';
import { factsFromGiven } from '../facts/given-facts.js';
import type { PathwayCase, PathwayCases } from '../model/cases.js';
import type { Knowledge } from '../model/knowledge.js';
import { pick, type CaseOutcome } from './outcome.js';

/** Given facts carry their age themselves; any day does. */
const anyDay = '2026-01-01';

/** Judges the pathway on the facts of a case; only what the case expects is compared. */
export function runPathwayCase(
  { pathway, baseline }: PathwayCases,
  { given, expect }: PathwayCase,
  knowledge: Knowledge,
): CaseOutcome {
  const { factSet } = factsFromGiven({ ...baseline, ...given }, knowledge, anyDay);
  const results = judgePathways(knowledge.pathways, prepareJudging(knowledge), factSet);
  const result = results.find(({ id }) => id === pathway);
  const byId = (all: readonly { readonly id: string; readonly result: string }[] = []) =>
    Object.fromEntries(all.map((one) => [one.id, one.result]));
  return {
    expected: pick(expect, {
      ...expect,
      criteria: expect.criteria && pick(expect.criteria, expect.criteria),
      arms: expect.arms && pick(expect.arms, expect.arms),
      missing: sorted(expect.missing),
      presumptions: sorted(expect.presumptions),
    }),
    actual: pick(expect, {
      status: result?.status,
      criteria: pick(expect.criteria ?? {}, byId(result?.criteria)),
      arms: pick(expect.arms ?? {}, byId(result?.arms)),
      missing: sorted(result?.missing),
      presumptions: sorted(result?.presumptions),
      preferred: result?.preferred,
      members: result?.members,
    }),
  };
}

function sorted(ids: readonly string[] | undefined): readonly string[] | undefined {
  return ids && [...ids].sort();
}
