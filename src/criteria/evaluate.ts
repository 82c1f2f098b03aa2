/** Facts + pathways -> statuses, decisive data, conflicts. Pure; the same for cards, explanations and screening. */
import type { QueryState } from '../model/chart.js';
import {
  treatmentsFact,
  type Evaluation,
  type PathwayResult,
  type Reassume,
} from '../model/evaluation.js';
import type { FactSet } from '../model/values.js';
import { findDecisiveData } from './decisive-data.js';
import { judgePathways } from './judge-pathways.js';
import { closedGate, statementsFor } from './judge-scope.js';
import type { Judging } from './judging.js';
import { judgeStatuses } from './pathway-status.js';

export interface EvaluationInput {
  readonly factSet: FactSet;
  readonly reassume: Reassume;
  readonly asFarAsRead?: (() => FactSet) | undefined;
  readonly queries: Readonly<Record<string, QueryState>>;
  readonly at: Date;
  readonly software: string;
  /** Pathways to judge; all of the edition when absent. */
  readonly pathways?: readonly string[] | undefined;
}

/** Judges all pathways for a patient in scope; for others says why not, and judges nothing. */
export function evaluate(input: EvaluationInput, judging: Judging): Evaluation {
  const { knowledge } = judging;
  const { factSet, queries, at, software } = input;
  const { edition, version, hash, site } = knowledge;
  const closed = closedGate(judging.scope, factSet.facts);
  const judged = closed === undefined ? judgeInScope(input, judging) : nothing;
  return {
    evaluatedAt: at.toISOString(),
    software,
    knowledge: { edition: edition.id, version, hash, site },
    queries,
    facts: factSet.facts,
    inScope: closed === undefined,
    scopeReasons: closed === undefined ? [] : [closed],
    pathways: judged.pathways,
    decisive: judged.decisive,
    conflicts: judged.conflicts,
    statements: judged.statements,
    asFarAsRead: judged.asFarAsRead,
  };
}

type Judged = Pick<
  Evaluation,
  'pathways' | 'decisive' | 'conflicts' | 'statements' | 'asFarAsRead'
>;

const nothing: Judged = {
  pathways: [],
  decisive: [],
  conflicts: [],
  statements: [],
  asFarAsRead: undefined,
};

function judgeInScope(input: EvaluationInput, judging: Judging): Judged {
  const { factSet, reassume, asFarAsRead } = input;
  const { knowledge } = judging;
  const wanted = knowledge.pathways.filter(({ id }) => input.pathways?.includes(id) ?? true);
  const before = judgeStatuses(wanted.map(judging.prepared), factSet);
  const pathways = judgePathways(wanted, judging, factSet, before);
  return {
    pathways,
    decisive: findDecisiveData(pathways, judging, { factSet, reassume, before }),
    conflicts: factSet.conflicts,
    statements: statementsFor(judging.scope, factSet.facts),
    asFarAsRead: asFarAsRead && excludedAsFarAsRead(pathways, judging, { factSet, asFarAsRead }),
  };
}

/**
 * Treatments planned or in progress whose pathway is not excluded only because something is unread or unclear. Undefined
 * where there are none.
 */
function excludedAsFarAsRead(
  pathways: readonly PathwayResult[],
  judging: Judging,
  { factSet, asFarAsRead }: { readonly factSet: FactSet; readonly asFarAsRead: () => FactSet },
): Evaluation['asFarAsRead'] {
  const treatments = factSet.facts.get(treatmentsFact)?.possible;
  const members = treatments?.kind === 'set' ? treatments.members : [];
  const concerned = pathways
    .filter(({ status }) => status === 'needs-data' || status === 'criteria-not-met')
    .filter(({ id }) => members.some((member) => member.id === id))
    .map(({ definition }) => definition);
  if (concerned.length === 0) return undefined;
  const known = asFarAsRead();
  const statuses = judgeStatuses(concerned.map(judging.prepared), known);
  const excluded = judgePathways(concerned, judging, known, statuses).filter(
    ({ status }) => status === 'excluded',
  );
  return excluded.length === 0 ? undefined : { facts: known.facts, excluded };
}
