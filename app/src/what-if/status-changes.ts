import type { PathwayStatus } from '../../../src/model/evaluation.js';
import type { Evaluation } from '../evaluation/evaluation.js';

export interface StatusChange {
  readonly pathway: string;
  readonly was: PathwayStatus;
  readonly now: PathwayStatus;
}

/** The pathways whose status assumptions have changed. */
export function statusChanges(record: Evaluation, assumed: Evaluation): readonly StatusChange[] {
  return Object.entries(record.pathways).flatMap(([pathway, { status: was }]) => {
    const now = assumed.pathways[pathway]?.status;
    return now === undefined || now === was ? [] : [{ pathway, was, now }];
  });
}
