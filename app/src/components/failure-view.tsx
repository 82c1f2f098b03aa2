import type { ComponentChildren } from 'preact';
import type { AppFailure } from '../failure.js';

export interface FailureViewProps {
  readonly failure: AppFailure;
  readonly children?: ComponentChildren;
}

/** What happened, and what to do. */
export function FailureView({ failure, children }: FailureViewProps) {
  return (
    <main class="page">
      <h1>Published treatment criteria</h1>
      <div class="notice problem" role="alert">
        <p>
          <strong>{failure.message}</strong>
        </p>
        <p>{failure.advice}</p>
      </div>
      {children}
    </main>
  );
}
