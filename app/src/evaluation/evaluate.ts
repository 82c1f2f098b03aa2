/** Asks the service for its evaluation of the chart that was read. The app judges nothing itself. */
import type { EvaluateRequest, EvaluateResponse } from '../../../src/model/smart-app.js';
import { asList, asText, isObject } from '../../../ui/fhir-display.js';
import { AppFailure, ConnectionEnded } from '../failure.js';
import type { Evaluation } from './evaluation.js';

export interface Assessment extends Omit<EvaluateResponse, 'evaluation'> {
  readonly evaluation: Evaluation;
}

export interface EvaluateCall {
  readonly app: string;
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
}

/** Rejects with AppFailure, with ConnectionEnded when the token no longer works, and when aborted. */
export async function evaluate(
  request: EvaluateRequest,
  { app, token, fetch, signal }: EvaluateCall,
): Promise<Assessment> {
  const response = await fetch(new URL('../api/evaluate', app), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    body: JSON.stringify(request),
    ...(signal !== undefined && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new AppFailure(
      'The service that judges the criteria does not answer.',
      'Try again later.',
    );
  });
  if (response.ok) return (await response.json()) as Assessment;
  if (response.status === 401) throw new ConnectionEnded();
  throw new AppFailure(
    `The criteria could not be judged (status ${response.status}).`,
    (await reasonOf(response)) ?? adviceFor(response.status),
  );
}

function adviceFor(status: number): string {
  if (status === 413) return 'The chart is larger than the service takes.';
  return status === 429 || status === 503 ? 'The service is busy: try again.' : 'Try again later.';
}

async function reasonOf(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!isObject(body) || body['resourceType'] !== 'OperationOutcome') return undefined;
  const texts = asList(body['issue'])
    .filter(isObject)
    .flatMap(({ details, diagnostics }) => [
      ...(isObject(details) ? [asText(details['text'])] : []),
      asText(diagnostics),
    ])
    .filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join(' ').slice(0, 500);
}
