/** Whether the service may speak about this patient at all, and what it must say then. */
import { lookUpIn, truthOf } from '../logic/truth.js';
import type { Evaluation, ScopeReason } from '../model/evaluation.js';
import type { FactMap } from '../model/values.js';
import type { PreparedScope } from './judging.js';

/** The first gate that is closed, or none when the patient is in scope. */
export function closedGate({ gates }: PreparedScope, facts: FactMap): ScopeReason | undefined {
  const lookUp = lookUpIn(facts);
  const closed = gates.find(({ inScopeWhen, outOfScopeWhen }) => {
    if (inScopeWhen !== undefined) return truthOf(inScopeWhen, lookUp) !== 'met';
    return outOfScopeWhen !== undefined && truthOf(outOfScopeWhen, lookUp) === 'met';
  });
  return closed === undefined ? undefined : { code: closed.gate.code, text: closed.gate.text };
}

/** The sentences that every card about this patient carries. */
export function statementsFor(
  { statements }: PreparedScope,
  facts: FactMap,
): Evaluation['statements'] {
  const lookUp = lookUpIn(facts);
  return statements
    .filter(({ when }) => truthOf(when, lookUp) === 'met')
    .filter(({ unless }) => unless === undefined || truthOf(unless, lookUp) !== 'met')
    .map(({ statement: { id, text } }) => ({ id, text }));
}
