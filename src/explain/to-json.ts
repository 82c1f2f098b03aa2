/** The evaluation as the machine-readable object of the public interface. */
import type {
  ArmResult,
  CriterionResult,
  Evaluation,
  PathwayResult,
  TreeResult,
} from '../model/evaluation.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Dated, Evidence, Fact, Interval, PossibleValues } from '../model/values.js';

type Json = Record<string, unknown>;

/**
 * The object `org.nelm-cds.evaluation`: what `explain --json` prints and an explaining response carries.
 * The knowledge is asked only for the units of number facts.
 */
export function evaluationToJson(
  evaluation: Evaluation,
  knowledge: Pick<Knowledge, 'factById'>,
): Record<string, unknown> {
  const facts = [...evaluation.facts].map(([id, fact]) => [
    id,
    factToJson(fact, knowledge.factById.get(id)?.unit),
  ]);
  return {
    evaluatedAt: evaluation.evaluatedAt,
    software: evaluation.software,
    knowledge: { ...evaluation.knowledge },
    queries: { ...evaluation.queries },
    inScope: evaluation.inScope,
    scopeReasons: evaluation.scopeReasons.map(({ code, text }) => ({ code, text })),
    facts: Object.fromEntries(facts) as Json,
    pathways: Object.fromEntries(evaluation.pathways.map((p) => [p.id, pathwayToJson(p)])),
    decisive: evaluation.decisive.map(({ fact, settles, couldChange }) => ({
      fact,
      settles: [...settles],
      couldChange: [...couldChange],
    })),
    conflicts: evaluation.conflicts.map((conflict) => ({
      facts: [...conflict.facts],
      text: conflict.text,
      evidence: conflict.evidence.map(evidenceToJson),
    })),
  };
}

function factToJson(fact: Fact, unit: string | undefined): Json {
  return {
    status: fact.status,
    ...given('reason', fact.reason),
    ...possibleToJson(fact.possible),
    ...(fact.possible.kind === 'interval' && given('unit', unit)),
    ...given('strength', fact.strength),
    ...given('rule', fact.rule),
    evidence: fact.evidence.map(evidenceToJson),
  };
}

function given(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}

function possibleToJson(possible: PossibleValues): Json {
  switch (possible.kind) {
    case 'one-of':
      return { kind: possible.kind, values: [...possible.values] };
    case 'interval':
      return { kind: possible.kind, ...intervalsToJson(possible.intervals) };
    case 'set':
      return {
        kind: possible.kind,
        members: possible.members.map((member) => ({
          id: member.id,
          status: member.status,
          ...given('date', member.date?.text),
          evidence: member.evidence.map(evidenceToJson),
        })),
      };
    case 'date':
      return { kind: possible.kind, ...datedToJson(possible) };
  }
}

/** `interval` is the hull; `intervals` is added when the value may lie in several. */
function intervalsToJson(intervals: readonly Interval[]): Json {
  const first = intervals[0];
  const last = intervals.at(-1);
  if (first === undefined || last === undefined) return { interval: {} };
  const interval = { ...lowToJson(first), ...highToJson(last) };
  if (intervals.length === 1) return { interval };
  return { interval, intervals: intervals.map((i) => ({ ...lowToJson(i), ...highToJson(i) })) };
}

function lowToJson({ low, lowOpen }: Interval): Json {
  return Number.isFinite(low) ? { low, lowInclusive: lowOpen !== true } : {};
}

function highToJson({ high, highOpen }: Interval): Json {
  return Number.isFinite(high) ? { high, highInclusive: highOpen !== true } : {};
}

function datedToJson({ date, monthsAgo }: Dated): Json {
  if (monthsAgo.low === Infinity) return { never: true };
  return {
    ...given('date', date?.text),
    monthsAgo: { ...lowToJson(monthsAgo), ...highToJson(monthsAgo) },
  };
}

function evidenceToJson(evidence: Evidence): Json {
  const { reference, system, code, display, value, date, notUsed } = evidence;
  return {
    reference,
    ...given('system', system),
    ...given('code', code),
    ...given('display', display),
    ...given('value', value),
    ...given('date', date),
    ...given('notUsed', notUsed),
  };
}

function pathwayToJson(pathway: PathwayResult): Json {
  return {
    status: pathway.status,
    criteria: pathway.criteria.map(criterionToJson),
    arms: pathway.arms.map(armToJson),
    missing: [...pathway.missing],
    presumptions: [...pathway.presumptions],
    preferred: pathway.preferred,
    ...(pathway.members !== undefined && { members: [...pathway.members] }),
  };
}

function criterionToJson(criterion: CriterionResult): Json {
  return {
    id: criterion.id,
    role: criterion.role,
    result: criterion.result,
    ...given('reason', criterion.reason),
    ...given('strength', criterion.strength),
    facts: [...criterion.facts],
    ...(criterion.tree !== undefined && { tree: rootToJson(criterion.tree) }),
  };
}

function armToJson(arm: ArmResult): Json {
  return { id: arm.id, result: arm.result, ...given('reason', arm.reason) };
}

/** A lone test is wrapped, so that every tree begins with an operator. */
function rootToJson(tree: TreeResult): Json {
  const node = treeToJson(tree);
  if (tree.op !== 'test') return node;
  return { op: 'all', of: [node], result: tree.result, ...given('reason', tree.reason) };
}

function treeToJson(tree: TreeResult): Json {
  const judged = { result: tree.result, ...given('reason', tree.reason) };
  return tree.op === 'test'
    ? { fact: tree.fact, text: tree.text, ...judged }
    : { op: tree.op, of: tree.of.map(treeToJson), ...judged };
}
