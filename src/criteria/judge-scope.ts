/** Whether the service may speak about this patient at all. */
import { lookUpIn, truthOf } from '../logic/truth.js';
import type { ScopeReason } from '../model/evaluation.js';
import type { ScopeFile } from '../model/knowledge.js';
import type { FactMap } from '../model/values.js';

/** The first gate that is closed, or none when the patient is in scope. */
export function closedGate(scope: ScopeFile, facts: FactMap): ScopeReason | undefined {
  const lookUp = lookUpIn(facts);
  const closed = scope.gates.find(({ inScopeWhen, outOfScopeWhen }) => {
    if (inScopeWhen !== undefined) return truthOf(inScopeWhen, lookUp) !== 'met';
    return outOfScopeWhen !== undefined && truthOf(outOfScopeWhen, lookUp) === 'met';
  });
  return closed === undefined ? undefined : { code: closed.code, text: closed.text };
}
