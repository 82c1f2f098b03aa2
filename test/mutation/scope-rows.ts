/** What the scope file must give: its gates, its statements, and the criteria that it adds to pathways. */
import { evaluate } from '../../src/criteria/evaluate.js';
import { prepareJudging } from '../../src/criteria/judging.js';
import { factsFromGiven } from '../../src/facts/given-facts.js';
import type { GivenValue } from '../../src/model/cases.js';
import type { Truth } from '../../src/model/evaluation.js';
import type { Knowledge, ScopeFile } from '../../src/model/knowledge.js';
import type { FactSet } from '../../src/model/values.js';

/** A patient in scope about whom nothing special has to be said. */
const baseline: Readonly<Record<string, GivenValue>> = {
  deceased: 'no',
  neuroendocrineDiagnosis: 'gastroenteropancreatic',
  liverMetastases: 'yes',
  liverMetastasisOrigin: 'neuroendocrine',
  secondPrimaryCancer: 'no',
  primarySite: 'pancreas',
  grade: 'G2',
  ki67Percent: 10,
  differentiation: 'well',
  morphology: 'net',
  mixedNeoplasm: 'no',
  somatostatinReceptorStatus: 'positive',
};

export interface ScopeOutcome {
  /** Code of the gate that closed; `open` when the patient is in scope. */
  readonly gate: string;
  readonly statements: readonly string[];
  /** Results of the criteria that the scope file adds, by pathway. */
  readonly added: Readonly<Record<string, Readonly<Record<string, Truth>>>>;
  /** Statuses of these pathways. */
  readonly statuses: Readonly<Record<string, string>>;
}

export interface ScopeRow {
  readonly name: string;
  readonly given: Readonly<Record<string, GivenValue>>;
  /** How many months ago the given prior therapies took place; they are undated without it. */
  readonly therapiesMonthsAgo?: number;
  /** What is expected beside an open gate and silence. */
  readonly expect: Partial<ScopeOutcome>;
}

export interface PreparedScopeRow {
  readonly row: ScopeRow;
  readonly factSet: FactSet;
}

/** Rows with the facts that follow from what they give. */
export function prepareScopeRows(
  rows: readonly ScopeRow[],
  knowledge: Knowledge,
): readonly PreparedScopeRow[] {
  return rows.map((row) => ({
    row,
    factSet: withDates(
      factsFromGiven({ ...baseline, ...row.given }, knowledge, '2026-11-23').factSet,
      row.therapiesMonthsAgo,
    ),
  }));
}

function withDates(factSet: FactSet, months: number | undefined): FactSet {
  const id = 'priorTherapies';
  const fact = factSet.facts.get(id);
  if (months === undefined || fact?.possible.kind !== 'set') return factSet;
  const monthsAgo = { low: months, high: months };
  const members = fact.possible.members.map((member) => ({ ...member, monthsAgo }));
  const dated = { ...fact, possible: { ...fact.possible, members } };
  return { ...factSet, facts: new Map([...factSet.facts, [id, dated]]) };
}

/** What the scope file, perhaps changed, gives; only the pathways that the row names are judged. */
export function outcomeOf(
  { row, factSet }: PreparedScopeRow,
  scope: ScopeFile,
  knowledge: Knowledge,
): ScopeOutcome {
  const named = { ...row.expect.added, ...row.expect.statuses };
  const { inScope, scopeReasons, statements, pathways } = evaluate(
    {
      factSet,
      reassume: () => factSet,
      queries: {},
      at: new Date('2026-11-23T10:00:00Z'),
      software: 'test',
      pathways: Object.keys(named),
    },
    prepareJudging({ ...knowledge, scope }),
  );
  const own = (id: string): readonly string[] =>
    (knowledge.pathwayById.get(id)?.criteria ?? []).map((criterion) => criterion.id);
  const added = pathways
    .filter(({ id }) => row.expect.added?.[id] !== undefined)
    .map(({ id, criteria }) => [
      id,
      Object.fromEntries(
        criteria.filter((one) => !own(id).includes(one.id)).map((one) => [one.id, one.result]),
      ),
    ]);
  return {
    gate: inScope ? 'open' : (scopeReasons[0]?.code ?? 'none'),
    statements: statements.map(({ id }) => id),
    added: Object.fromEntries(added) as ScopeOutcome['added'],
    statuses: Object.fromEntries(
      pathways
        .filter(({ id }) => row.expect.statuses?.[id] !== undefined)
        .map(({ id, status }) => [id, status]),
    ),
  };
}

/** What the row expects, with what it leaves unsaid. */
export function expectedOf({ row }: PreparedScopeRow): ScopeOutcome {
  return { gate: 'open', statements: [], added: {}, statuses: {}, ...row.expect };
}
