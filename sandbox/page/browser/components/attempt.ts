/** Something a button does: once at a time, and after a failure it can be tried again. */
import { useState } from 'preact/hooks';
import { failureWords } from './context.js';

export type Attempt<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly reason: string };

/** The state, and the start of an attempt. */
export function useAttempt<Result>(): readonly [
  Attempt<Result>,
  (run: () => Promise<Result>) => Promise<void>,
] {
  const [attempt, setAttempt] = useState<Attempt<Result>>({ kind: 'idle' });
  const start = async (run: () => Promise<Result>) => {
    setAttempt({ kind: 'busy' });
    try {
      setAttempt({ kind: 'done', result: await run() });
    } catch (error) {
      setAttempt({ kind: 'failed', reason: `That did not work. ${failureWords(error)}` });
    }
  };
  return [attempt, start];
}
