import { describe, expect, test } from '@jest/globals';
import { buildFacts } from '../../src/facts/build-facts.js';
import { parseBand } from '../../src/facts/read-number.js';
import type { Fact } from '../../src/model/values.js';
import { chartOfCase } from '../support/case-chart.js';
import { cases, knowledge } from '../support/knowledge.js';

describe.each(cases.mappings.map(({ table }) => [table.fact, table] as const))(
  'mapping of %s',
  (id, { at, cases: rows }) => {
    test.each(rows.map((row) => [`${row.name} (${row.section})`, row] as const))('%s', (_, row) => {
      const chart = chartOfCase(row, knowledge);

      const { factSet } = buildFacts(chart, knowledge, { at: new Date(at), timeZone: 'UTC' });

      const fact = factSet.facts.get(id);
      const { status, reason, values, interval, strength, members, conflict } = row.expect;
      expect({
        status: fact?.status,
        ...(reason !== undefined && { reason: fact?.reason }),
        ...(values !== undefined && { values: valuesOf(fact) }),
        ...(interval !== undefined && { interval: intervalsOf(fact) }),
        ...(strength !== undefined && { strength: fact?.strength }),
        ...(members !== undefined && { members: membersOf(fact, members) }),
        ...(conflict !== undefined && {
          conflict: factSet.conflicts.some(({ facts }) => facts.includes(id)),
        }),
      }).toEqual({
        status,
        ...(reason !== undefined && { reason }),
        ...(values !== undefined && { values: [...values].sort() }),
        ...(interval !== undefined && { interval: [bandOf(interval)] }),
        ...(strength !== undefined && { strength }),
        ...(members !== undefined && { members: [...members].sort() }),
        ...(conflict !== undefined && { conflict }),
      });
    });
  },
);

function valuesOf(fact: Fact | undefined): readonly string[] | undefined {
  return fact?.possible.kind === 'one-of' ? [...fact.possible.values].sort() : undefined;
}

function intervalsOf(fact: Fact | undefined): unknown {
  if (fact?.possible.kind === 'date') return [withoutOpenEnds(fact.possible.monthsAgo)];
  return fact?.possible.kind === 'interval'
    ? fact.possible.intervals.map(withoutOpenEnds)
    : undefined;
}

/** Domain limits count as open ends: cases write `[7, *)` or the limit itself. */
function withoutOpenEnds(interval: object): unknown {
  return { ...interval };
}

function bandOf(text: string | number): unknown {
  const number = Number(text);
  return Number.isFinite(number) ? { low: number, high: number } : parseBand(String(text));
}

function membersOf(
  fact: Fact | undefined,
  wanted: readonly string[],
): readonly string[] | undefined {
  if (fact?.possible.kind !== 'set') return undefined;
  const hasState = (id: string): boolean => wanted.some((text) => text.startsWith(`${id} `));
  const names = fact.possible.members.map(({ id, status }) =>
    hasState(id) ? `${id} ${status}` : id,
  );
  return [...new Set(names)].sort();
}
