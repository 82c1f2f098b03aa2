import { describe, expect, test } from '@jest/globals';
import { describeTestsOf } from '../../src/criteria/describe-test.js';
import { judgePathways } from '../../src/criteria/judge-pathways.js';
import { factsFromGiven } from '../../src/facts/given-facts.js';
import { cases, knowledge } from '../support/knowledge.js';

const today = '2026-11-23';

describe.each(cases.pathways.map(({ table }) => [table.pathway, table] as const))(
  'criteria of %s',
  (pathway, { baseline, cases: rows }) => {
    test.each(rows.map((row) => [`${row.name} (${row.section})`, row] as const))('%s', (_, row) => {
      const { factSet } = factsFromGiven({ ...baseline, ...row.given }, knowledge, today);

      const results = judgePathways(
        knowledge.pathways,
        knowledge,
        factSet,
        describeTestsOf(knowledge),
      );

      const result = results.find(({ id }) => id === pathway);
      const { status, criteria, arms, missing, presumptions } = row.expect;
      const named = (
        ids: Readonly<Record<string, unknown>> | undefined,
        all: readonly { id: string; result: string }[],
      ) =>
        Object.fromEntries(
          all.filter(({ id }) => ids !== undefined && id in ids).map((one) => [one.id, one.result]),
        );
      expect({
        ...(status !== undefined && { status: result?.status }),
        ...(criteria !== undefined && { criteria: named(criteria, result?.criteria ?? []) }),
        ...(arms !== undefined && { arms: named(arms, result?.arms ?? []) }),
        ...(missing !== undefined && { missing: [...(result?.missing ?? [])].sort() }),
        ...(presumptions !== undefined && {
          presumptions: [...(result?.presumptions ?? [])].sort(),
        }),
      }).toEqual({
        ...row.expect,
        ...(missing !== undefined && { missing: [...missing].sort() }),
        ...(presumptions !== undefined && { presumptions: [...presumptions].sort() }),
      });
    });
  },
);
