/** The service's evaluation under the present assumptions: late answers to earlier ones are never shown. */
import { useEffect, useState } from 'preact/hooks';
import type { Assessment } from '../evaluation/evaluate.js';
import { asFailure, type AppFailure } from '../failure.js';
import type { Assumptions } from './assumptions.js';

const patienceMs = 200;

export type WhatIf =
  | { readonly kind: 'record' }
  /** `last` answers the assumptions before these; it stays on screen until the answer to these is there. */
  | { readonly kind: 'waiting'; readonly last?: Assessment }
  | { readonly kind: 'assumed'; readonly assessment: Assessment }
  | { readonly kind: 'failed'; readonly failure: AppFailure };

export type EvaluateAssumptions = (
  assumptions: Assumptions,
  signal: AbortSignal,
) => Promise<Assessment>;

export function useWhatIf(assumptions: Assumptions, evaluate: EvaluateAssumptions): WhatIf {
  const [answer, setAnswer] = useState<{ readonly to: Assumptions; readonly whatIf: WhatIf }>();
  useEffect(() => {
    if (Object.keys(assumptions).length === 0) {
      setAnswer(undefined);
      return;
    }
    const abort = new AbortController();
    const settle = (whatIf: WhatIf): void => {
      if (!abort.signal.aborted) setAnswer({ to: assumptions, whatIf });
    };
    const timer = setTimeout(() => {
      evaluate(assumptions, abort.signal).then(
        (assessment) => {
          settle({ kind: 'assumed', assessment });
        },
        (error: unknown) => {
          settle({ kind: 'failed', failure: asFailure(error) });
        },
      );
    }, patienceMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [assumptions, evaluate]);
  if (Object.keys(assumptions).length === 0) return { kind: 'record' };
  if (answer === undefined) return { kind: 'waiting' };
  if (answer.to === assumptions) return answer.whatIf;
  return answer.whatIf.kind === 'assumed'
    ? { kind: 'waiting', last: answer.whatIf.assessment }
    : { kind: 'waiting' };
}

/** What is on screen under assumptions; undefined where it is the record. */
export function shownAssessment(whatIf: WhatIf): Assessment | undefined {
  if (whatIf.kind === 'assumed') return whatIf.assessment;
  return whatIf.kind === 'waiting' ? whatIf.last : undefined;
}
