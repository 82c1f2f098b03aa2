/** Facts + pathways -> statuses, decisive data, conflicts. Pure; the same for cards, explanations and screening. */
import { lookUpIn, truthOf } from '../logic/truth.js';
import type { QueryState } from '../model/chart.js';
import type { Evaluation, Reassume } from '../model/evaluation.js';
import type { Knowledge } from '../model/knowledge.js';
import type { FactSet } from '../model/values.js';
import { findDecisiveData } from './decisive-data.js';
import { describeTestsOf } from './describe-test.js';
import { judgePathways } from './judge-pathways.js';
import { closedGate } from './judge-scope.js';

export interface EvaluationInput {
  readonly factSet: FactSet;
  readonly reassume: Reassume;
  readonly queries: Readonly<Record<string, QueryState>>;
  readonly at: Date;
  readonly software: string;
  /** Pathways to judge; all of the edition when absent. */
  readonly pathways?: readonly string[];
}

/** Judges all pathways for a patient in scope; for others says why not, and judges nothing. */
export function evaluate(input: EvaluationInput, knowledge: Knowledge): Evaluation {
  const { factSet, queries, at, software } = input;
  const { edition, version, hash, site } = knowledge;
  const common = {
    evaluatedAt: at.toISOString(),
    software,
    knowledge: { edition: edition.id, version, hash, site },
    queries,
    facts: factSet.facts,
  };
  const closed = closedGate(knowledge.scope, factSet.facts);
  if (closed !== undefined) {
    const nothing = { pathways: [], decisive: [], conflicts: [], statements: [] };
    return { ...common, inScope: false, scopeReasons: [closed], ...nothing };
  }
  const wanted = knowledge.pathways.filter(({ id }) => input.pathways?.includes(id) ?? true);
  const pathways = judgePathways(wanted, knowledge, factSet, describeTestsOf(knowledge));
  const lookUp = lookUpIn(factSet.facts);
  return {
    ...common,
    inScope: true,
    scopeReasons: [],
    pathways,
    decisive: findDecisiveData(pathways, knowledge, factSet, input.reassume),
    conflicts: factSet.conflicts,
    statements: knowledge.scope.statements
      .filter(({ when }) => truthOf(when, lookUp) === 'met')
      .filter(({ unless }) => unless === undefined || truthOf(unless, lookUp) !== 'met')
      .map(({ id, text }) => ({ id, text })),
  };
}
