import { buildFacts } from '../facts/build-facts.js';
import { prepareFacts } from '../facts/fact-rules.js';
import { parseBand } from '../facts/read-number.js';
import type { MappingCase, MappingCases } from '../model/cases.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Fact, Interval } from '../model/values.js';
import { chartOfCase } from './case-chart.js';
import { pick, type CaseOutcome } from './outcome.js';

/** Reads the fact from the records of a case; only what the case expects is compared. */
export function runMappingCase(
  { fact: id, at }: MappingCases,
  row: MappingCase,
  knowledge: Knowledge,
): CaseOutcome {
  const chart = chartOfCase(row, knowledge);
  const { factSet } = buildFacts(chart, prepareFacts(knowledge), {
    at: new Date(at),
    timeZone: 'UTC',
  });
  const fact = factSet.facts.get(id);
  const { expect } = row;
  return {
    expected: pick(expect, {
      ...expect,
      values: expect.values && [...expect.values].sort(),
      interval:
        expect.interval === undefined ? undefined : [boundsOf(parseInterval(expect.interval))],
      members: expect.members && [...expect.members].sort(),
    }),
    actual: pick(expect, {
      status: fact?.status,
      reason: fact?.reason,
      strength: fact?.strength,
      values: fact?.possible.kind === 'one-of' ? [...fact.possible.values].sort() : undefined,
      interval: intervalsOf(fact),
      members: membersOf(fact, expect.members ?? []),
      conflict: factSet.conflicts.some(({ facts }) => facts.includes(id)),
    }),
  };
}

function parseInterval(text: string | number): Interval | undefined {
  const number = Number(text);
  return Number.isFinite(number) ? { low: number, high: number } : parseBand(String(text));
}

function intervalsOf(fact: Fact | undefined): readonly string[] | undefined {
  if (fact?.possible.kind === 'date') return [boundsOf(fact.possible.monthsAgo)];
  return fact?.possible.kind === 'interval' ? fact.possible.intervals.map(boundsOf) : undefined;
}

/** An interval as mapping files write it. */
function boundsOf(interval: Interval | undefined): string {
  if (interval === undefined) return 'not an interval';
  const { low, high, lowOpen = false, highOpen = false } = interval;
  return `${lowOpen ? '(' : '['}${low}, ${high}${highOpen ? ')' : ']'}`;
}

/** Members with their state where the case names it. */
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
