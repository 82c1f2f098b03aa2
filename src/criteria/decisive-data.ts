/**
 * Which single missing fact would settle most: every unknown root fact is varied over all its possible values, all
 * facts are derived anew, and the statuses compared. Counting blanks would not tell what a value can change.
 */
import { partition } from '../logic/intervals.js';
import { isSingle, numeric, oneOf } from '../logic/possible-values.js';
import type { DecisiveDatum, PathwayStatus, Reassume } from '../model/evaluation.js';
import type { FactDefinition, Knowledge, PathwayDefinition } from '../model/knowledge.js';
import type { FactSet, PossibleValues } from '../model/values.js';
import { pathwayStatuses } from './judge-pathways.js';

/** Decisive data for the pathways that need data, most settling first. */
export function findDecisiveData(
  pathways: readonly PathwayDefinition[],
  statuses: ReadonlyMap<string, PathwayStatus>,
  knowledge: Knowledge,
  factSet: FactSet,
  reassume: Reassume,
): readonly DecisiveDatum[] {
  const open = pathways.map(({ id }) => id).filter((id) => statuses.get(id) === 'needs-data');
  if (open.length === 0) return [];
  const judged = withMembers(pathways, open);
  return knowledge.facts
    .filter((definition) => isOpenRoot(definition, factSet))
    .map((definition) => {
      const outcomes = valuesOf(definition, factSet, knowledge).map((possible) =>
        pathwayStatuses(judged, knowledge, reassume({ fact: definition.fact, possible })),
      );
      return judgeOutcomes(definition.fact, open, outcomes);
    })
    .filter(({ couldChange }) => couldChange.length > 0)
    .sort(
      (a, b) => b.settles.length - a.settles.length || b.couldChange.length - a.couldChange.length,
    );
}

/** The open pathways and, for views among them, the pathways that they look at. */
function withMembers(
  pathways: readonly PathwayDefinition[],
  open: readonly string[],
): readonly PathwayDefinition[] {
  const wanted = pathways.filter(({ id }) => open.includes(id));
  const members = wanted.flatMap(({ view }) => view?.anyOf ?? []);
  return pathways.filter(({ id }) => open.includes(id) || members.includes(id));
}

function isOpenRoot({ fact: id, root, kind }: FactDefinition, { facts, strict }: FactSet): boolean {
  if (!root || (kind !== 'one-of' && kind !== 'interval')) return false;
  return [facts, strict].some((view) => {
    const fact = view.get(id);
    return fact !== undefined && (fact.status === 'unknown' || !isSingle(fact.possible));
  });
}

/** The values that the fact may still have, cut where some test or derivation looks. */
function valuesOf(
  { fact: id, undecidedValues }: FactDefinition,
  { strict }: FactSet,
  knowledge: Knowledge,
): readonly PossibleValues[] {
  const possible = strict.get(id)?.possible;
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

function judgeOutcomes(
  fact: string,
  open: readonly string[],
  outcomes: readonly ReadonlyMap<string, PathwayStatus>[],
): DecisiveDatum {
  const ends = (id: string) => (outcome: ReadonlyMap<string, PathwayStatus>) =>
    outcome.get(id) !== 'needs-data';
  return {
    fact,
    settles: open.filter((id) => outcomes.length > 0 && outcomes.every(ends(id))),
    couldChange: open.filter((id) => outcomes.some(ends(id))),
  };
}
