/** The stages from being opened to an open chart, and what holds them together: connection, chart, evaluation. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AppKnowledge } from '../../../src/model/smart-app.js';
import { readChart, type ChartAnswers } from '../chart/read-chart.js';
import { evaluate, type Assessment } from '../evaluation/evaluate.js';
import { AppFailure, asFailure, ConnectionEnded } from '../failure.js';
import { readAppAddress, redirectUri, settledAddress } from '../launch/app-address.js';
import { beginLaunch, type LaunchEnvironment } from '../launch/begin-launch.js';
import { completeLaunch, type Connection } from '../launch/complete-launch.js';
import { takePendingLaunch } from '../launch/pending-launch.js';
import type { EvaluateAssumptions } from '../what-if/use-what-if.js';

export interface OpenChart {
  readonly answers: ChartAnswers;
  readonly assessment: Assessment;
  readonly knowledge: AppKnowledge;
  readonly evaluateWith: EvaluateAssumptions;
}

export type Stage =
  | { readonly kind: 'unexplained' }
  | { readonly kind: 'standalone'; readonly iss: string }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'reading'; readonly done: number; readonly all: number }
  | { readonly kind: 'failed'; readonly failure: AppFailure }
  | { readonly kind: 'open'; readonly chart: OpenChart; readonly hasEnded: boolean };

export interface ChartControl {
  readonly stage: Stage;
  readonly connect: () => void;
  readonly stopReading: () => void;
}

export function useChart(environment: LaunchEnvironment): ChartControl {
  const [stage, setStage] = useState<Stage>(() => firstStage(environment.page));
  const abort = useRef(new AbortController());
  const connect = useCallback(() => {
    const iss = new URL(location.href).searchParams.get('iss') ?? '';
    setStage({ kind: 'connecting' });
    beginLaunch({ iss }, environment).then(
      (address) => {
        location.assign(address);
      },
      (error: unknown) => {
        setStage({ kind: 'failed', failure: asFailure(error) });
      },
    );
  }, [environment]);
  useEffect(() => {
    const stop = abort.current;
    openChart(environment, { signal: stop.signal, setStage }).catch((error: unknown) => {
      const failure = stop.signal.aborted ? readingStopped() : asFailure(error);
      setStage({ kind: 'failed', failure });
    });
  }, [environment]);
  const stopReading = useCallback(() => {
    abort.current.abort();
  }, []);
  return { stage, connect, stopReading };
}

function firstStage(page: URL): Stage {
  const address = readAppAddress(page);
  return address.kind === 'callback' ? { kind: 'connecting' } : address;
}

function readingStopped(): AppFailure {
  return new AppFailure('Reading the chart was stopped.', 'Connect again to read it.');
}

interface Opening {
  readonly signal: AbortSignal;
  readonly setStage: (stage: Stage | ((stage: Stage) => Stage)) => void;
}

/** Only after the way back from the authorization server; otherwise nothing is done before somebody asks for it. */
async function openChart(environment: LaunchEnvironment, opening: Opening): Promise<void> {
  const address = readAppAddress(environment.page);
  if (address.kind !== 'callback') return;
  const { parameters, state } = address;
  const pending = takePendingLaunch(state, environment.storage);
  // The code must not stay in the address, whatever comes next.
  const { page } = environment;
  history.replaceState(
    null,
    '',
    pending === undefined ? redirectUri(page) : settledAddress(page, pending.iss),
  );
  if (pending === undefined) {
    throw new AppFailure(
      'This sign-in does not belong to this window, or was used before.',
      'Start the app again from the patient’s chart.',
    );
  }
  const connection = await completeLaunch(parameters, { state, pending }, environment);
  const { setStage } = opening;
  const chart = await readAndJudge(connection, environment, opening);
  setStage({ kind: 'open', chart, hasEnded: false });
  endWithToken(connection, setStage);
}

async function readAndJudge(
  connection: Connection,
  { page, fetch }: LaunchEnvironment,
  { signal, setStage }: Opening,
): Promise<OpenChart> {
  const app = redirectUri(page);
  const knowledge = readKnowledge(app, fetch);
  const onProgress = (done: number, all: number): void => {
    setStage({ kind: 'reading', done, all });
  };
  onProgress(0, connection.configuration.queries.length);
  const [answers, words] = await Promise.all([
    readChart(connection, { fetch, signal, onProgress }),
    knowledge,
  ]);
  const request = {
    fhirServer: connection.configuration.fhirServer,
    patientId: connection.patientId,
    prefetch: answers,
  };
  const call = { app, token: connection.token, fetch };
  const assessment = await evaluate(request, { ...call, signal });
  const evaluateWith: EvaluateAssumptions = (assumptions, abortSignal) =>
    evaluate({ ...request, assumptions }, { ...call, signal: abortSignal }).catch(
      (error: unknown) => {
        if (error instanceof ConnectionEnded) setStage(withEnd);
        throw error;
      },
    );
  return { answers, assessment, knowledge: words, evaluateWith };
}

async function readKnowledge(app: string, fetch: typeof globalThis.fetch): Promise<AppKnowledge> {
  const failure = (): AppFailure =>
    new AppFailure('The service behind this app does not answer.', 'Try again later.');
  const response = await fetch(new URL('knowledge.json', app), {
    credentials: 'omit',
    redirect: 'error',
  }).catch(() => {
    throw failure();
  });
  if (!response.ok) throw failure();
  return (await response.json()) as AppKnowledge;
}

const longestTimerSeconds = 2_000_000;

function endWithToken({ expiresInSeconds }: Connection, setStage: Opening['setStage']): void {
  if (expiresInSeconds === undefined || expiresInSeconds > longestTimerSeconds) return;
  setTimeout(() => {
    setStage(withEnd);
  }, expiresInSeconds * 1_000);
}

function withEnd(stage: Stage): Stage {
  return stage.kind === 'open' ? { ...stage, hasEnded: true } : stage;
}
