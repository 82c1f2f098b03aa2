/** The case rows of pathways, prepared once and judged many times. */
import { judgePathways } from '../../src/criteria/judge-pathways.js';
import { prepareJudging } from '../../src/criteria/judging.js';
import { factsFromGiven } from '../../src/facts/given-facts.js';
import type { PathwayCase, PathwayCases } from '../../src/model/cases.js';
import type { PathwayResult } from '../../src/model/evaluation.js';
import type { Knowledge, PathwayDefinition } from '../../src/model/knowledge.js';
import type { FactSet } from '../../src/model/values.js';

const today = '2026-11-23';

export interface PreparedRow {
  readonly row: PathwayCase;
  readonly factSet: FactSet;
}

/** Rows with the facts that follow from what they give. */
export function prepareRows(table: PathwayCases, knowledge: Knowledge): readonly PreparedRow[] {
  return table.cases.map((row) => ({
    row,
    factSet: factsFromGiven({ ...table.baseline, ...row.given }, knowledge, today).factSet,
  }));
}

/** Whether the pathway, perhaps changed, gives all that the row expects. */
export function rowHolds(
  { row, factSet }: PreparedRow,
  pathway: PathwayDefinition,
  knowledge: Knowledge,
): boolean {
  const judged = [pathway, ...neighbours(pathway, knowledge)];
  const [result] = judgePathways(judged, prepareJudging(knowledge), factSet);
  return result !== undefined && isAsExpected(row.expect, result);
}

/** The pathways whose statuses this one looks at. */
function neighbours(
  { view, preferredOver }: PathwayDefinition,
  { pathwayById }: Knowledge,
): readonly PathwayDefinition[] {
  return [...(view?.anyOf ?? []), ...(preferredOver === undefined ? [] : [preferredOver.pathway])]
    .map((id) => pathwayById.get(id))
    .filter((pathway) => pathway !== undefined);
}

function isAsExpected(expected: PathwayCase['expect'], result: PathwayResult): boolean {
  const { status, criteria = {}, arms = {}, missing, presumptions, preferred, members } = expected;
  return (
    (status === undefined || status === result.status) &&
    (preferred === undefined || preferred === result.preferred) &&
    (members === undefined || sameSet(members, result.members ?? [])) &&
    agree(criteria, result.criteria) &&
    agree(arms, result.arms) &&
    (missing === undefined || sameSet(missing, result.missing)) &&
    (presumptions === undefined || sameSet(presumptions, result.presumptions))
  );
}

function agree(
  expected: Readonly<Record<string, string>>,
  results: readonly { readonly id: string; readonly result: string }[],
): boolean {
  return Object.entries(expected).every(([id, wanted]) =>
    results.some((one) => one.id === id && one.result === wanted),
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
