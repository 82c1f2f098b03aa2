/**
 * Which single missing fact would settle most: every unknown root fact is varied over all its possible values, all
 * facts are derived anew, and the statuses compared. Counting blanks would not tell what a value can change.
 */
import { partition } from '../logic/intervals.js';
import { domainOf, isSingle, numeric, oneOf } from '../logic/possible-values.js';
import type { DecisiveDatum, PathwayResult, PathwayStatus, Reassume } from '../model/evaluation.js';
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import type { Fact, FactSet, PossibleValues } from '../model/values.js';
import type { Judging } from './judging.js';
import { rejudgeStatuses, viewsLast, type JudgedStatuses } from './pathway-status.js';

/** The patient as recorded. */
export interface KnownSoFar {
  readonly factSet: FactSet;
  readonly reassume: Reassume;
  readonly before: JudgedStatuses;
}

/** Decisive data for the pathways that need data, most settling first. */
export function findDecisiveData(
  results: readonly PathwayResult[],
  judging: Judging,
  { factSet, reassume, before }: KnownSoFar,
): readonly DecisiveDatum[] {
  const { knowledge } = judging;
  const open = results.filter(({ status }) => status === 'needs-data').map(({ id }) => id);
  if (open.length === 0) return [];
  const concerned = withMembers(results, open);
  const judged = viewsLast(concerned.map(({ definition }) => judging.prepared(definition)));
  const missing = new Set(concerned.flatMap((result) => result.missing));
  return knowledge.facts
    .filter((definition) => isOpenRoot(definition, factSet))
    .filter(({ fact }) => bearsOn(fact, missing, knowledge))
    .map((definition) => {
      const { fact } = definition;
      const outcomes = valuesOf(definition, factSet, knowledge).map((possible) =>
        rejudgeStatuses(judged, reassume({ fact, possible }), { before, fact }),
      );
      return judgeOutcomes(fact, open, outcomes);
    })
    .filter(({ couldChange }) => couldChange.length > 0)
    .sort(
      (a, b) => b.settles.length - a.settles.length || b.couldChange.length - a.couldChange.length,
    );
}

/** Whether a fact can change any of those that leave a gating criterion open. */
function bearsOn(fact: string, missing: ReadonlySet<string>, { affectedBy }: Knowledge): boolean {
  for (const affected of affectedBy.get(fact) ?? []) if (missing.has(affected)) return true;
  return false;
}

/** The open pathways and, for views among them, the pathways that they look at. */
function withMembers(
  results: readonly PathwayResult[],
  open: readonly string[],
): readonly PathwayResult[] {
  const members = results
    .filter(({ id }) => open.includes(id))
    .flatMap(({ definition }) => definition.view?.anyOf ?? []);
  return results.filter(({ id }) => open.includes(id) || members.includes(id));
}

function isOpenRoot({ fact: id, root, kind }: FactDefinition, { facts, strict }: FactSet): boolean {
  if (!root || (kind !== 'one-of' && kind !== 'interval')) return false;
  return [facts, strict].some((view) => {
    const fact = view.get(id);
    return (
      fact !== undefined &&
      (isInDoubt(fact) || fact.status === 'unknown' || !isSingle(fact.possible))
    );
  });
}

/** Contradicted by other facts: only a new record would tell. */
function isInDoubt(fact: Fact): boolean {
  return fact.reason === 'conflicting' && fact.undecided === true;
}

/** The values that the fact may still have, cut where some test or derivation looks. */
function valuesOf(
  definition: FactDefinition,
  { strict }: FactSet,
  knowledge: Knowledge,
): readonly PossibleValues[] {
  const { fact: id, undecidedValues } = definition;
  const fact = strict.get(id);
  const possible = fact !== undefined && isInDoubt(fact) ? domainOf(definition) : fact?.possible;
  if (possible?.kind === 'one-of') {
    return possible.values
      .filter((value) => undecidedValues?.includes(value) !== true)
      .map((value) => oneOf([value]));
  }
  if (possible?.kind === 'interval') {
    return partition(possible.intervals, knowledge.limits.get(id) ?? []).map((piece) =>
      numeric([piece]),
    );
  }
  return [];
}

/** An outcome holds the statuses that may have changed; the others still need data. */
function judgeOutcomes(
  fact: string,
  open: readonly string[],
  outcomes: readonly ReadonlyMap<string, PathwayStatus>[],
): DecisiveDatum {
  const ends = (id: string) => (outcome: ReadonlyMap<string, PathwayStatus>) =>
    (outcome.get(id) ?? 'needs-data') !== 'needs-data';
  return {
    fact,
    settles: open.filter((id) => outcomes.length > 0 && outcomes.every(ends(id))),
    couldChange: open.filter((id) => outcomes.some(ends(id))),
  };
}
