/** The case rows of mapping files, with charts prepared once. */
import { isDeepStrictEqual } from 'node:util';
import { dependenciesOf } from '../../src/definitions/compile/fact-order.js';
import { conditionsOfFact, testsIn } from '../../src/definitions/condition-sites.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { parseBand } from '../../src/facts/read-number.js';
import { createUnitConverter } from '../../src/facts/units.js';
import type { MappingCase, MappingCases } from '../../src/model/cases.js';
import type { Chart } from '../../src/model/chart.js';
import type { FactDefinition, Knowledge } from '../../src/model/knowledge.js';
import type { Fact, FactSet } from '../../src/model/values.js';
import { chartOfCase } from '../support/case-chart.js';

export interface PreparedFactRow {
  readonly row: MappingCase;
  readonly chart: Chart;
  readonly at: Date;
}

const convert = createUnitConverter();

/** Rows with their charts. */
export function prepareFactRows(
  table: MappingCases,
  knowledge: Knowledge,
): readonly PreparedFactRow[] {
  const at = new Date(table.at);
  return table.cases.map((row) => ({ row, chart: chartOfCase(row, knowledge), at }));
}

/** Whether the fact comes out as the row expects. */
export function factRowHolds(
  { row, chart, at }: PreparedFactRow,
  id: string,
  knowledge: Knowledge,
): boolean {
  const { factSet } = buildFacts(chart, knowledge, { at, timeZone: 'UTC' }, [], convert);
  return isAsExpected(row.expect, id, factSet);
}

/** Knowledge with one definition changed, and only the facts that its rows can show. */
export function knowledgeAround(
  changed: FactDefinition,
  knowledge: Knowledge,
  ids: ReadonlySet<string>,
): Knowledge {
  const facts = knowledge.facts
    .filter(({ fact }) => ids.has(fact))
    .map((definition) => (definition.fact === changed.fact ? changed : definition));
  const factById = new Map(facts.map((definition) => [definition.fact, definition]));
  return { ...knowledge, facts, factById, limits: limitsWith(changed, knowledge) };
}

function limitsWith(changed: FactDefinition, { limits }: Knowledge): Knowledge['limits'] {
  const tests = conditionsOfFact(changed).flatMap(({ condition }) => testsIn(condition));
  return new Map(
    [...limits].map(([id, numbers]) => {
      const more = tests
        .filter(({ test }) => test.fact === id)
        .flatMap(({ test }) => [test.below, test.atMost, test.atLeast, test.above])
        .filter((limit) => limit !== undefined);
      return [id, [...new Set([...numbers, ...more])].sort((a, b) => a - b)];
    }),
  );
}

/** The fact, what changes with it, and everything that these rest on. */
export function factsAround(id: string, knowledge: Knowledge): ReadonlySet<string> {
  const ids = new Set([id, 'priorTherapies', ...(knowledge.affectedBy.get(id) ?? [])]);
  for (const one of ids) {
    const definition = knowledge.factById.get(one);
    if (definition === undefined) continue;
    const tested = conditionsOfFact(definition).flatMap(({ condition }) => testsIn(condition));
    for (const other of [...dependenciesOf(definition), ...tested.map(({ test }) => test.fact)]) {
      ids.add(other);
    }
  }
  return ids;
}

function isAsExpected(
  expected: MappingCase['expect'],
  id: string,
  { facts, conflicts }: FactSet,
): boolean {
  const fact = facts.get(id);
  const { status, reason, values, interval, strength, members, conflict } = expected;
  return (
    fact?.status === status &&
    (reason === undefined || fact.reason === reason) &&
    (strength === undefined || fact.strength === strength) &&
    (values === undefined || isDeepStrictEqual(valuesOf(fact), [...values].sort())) &&
    (interval === undefined || isDeepStrictEqual(intervalsOf(fact), [bandOf(interval)])) &&
    (members === undefined || isDeepStrictEqual(membersOf(fact, members), [...members].sort())) &&
    (conflict === undefined || conflicts.some((one) => one.facts.includes(id)) === conflict)
  );
}

function valuesOf({ possible }: Fact): readonly string[] {
  return possible.kind === 'one-of' ? [...possible.values].sort() : [];
}

function intervalsOf({ possible }: Fact): readonly unknown[] {
  if (possible.kind === 'date') return [{ ...possible.monthsAgo }];
  return possible.kind === 'interval' ? possible.intervals.map((one) => ({ ...one })) : [];
}

function bandOf(text: string | number): unknown {
  const number = Number(text);
  return Number.isFinite(number) ? { low: number, high: number } : parseBand(String(text));
}

function membersOf({ possible }: Fact, wanted: readonly string[]): readonly string[] {
  if (possible.kind !== 'set') return [];
  const names = possible.members.map(({ id, status }) =>
    wanted.some((text) => text.startsWith(`${id} `)) ? `${id} ${status}` : id,
  );
  return [...new Set(names)].sort();
}
