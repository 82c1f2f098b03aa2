/** The evaluation that the SMART app asks for: of the chart that it read, by the core that makes the cards. */
import type { Patient } from 'fhir/r4.js';
import { AppError } from '../errors/app-error.js';
import { evaluationToJson } from '../explain/index.js';
import { buildHistory } from '../facts/history.js';
import { createUnitConverter } from '../facts/units.js';
import { gatherChart, provePatient } from '../gather/index.js';
import type { Chart } from '../model/chart.js';
import type { Knowledge } from '../model/knowledge.js';
import type { AppCall } from '../model/service-call.js';
import type { EvaluateResponse } from '../model/smart-app.js';
import { isCandidate, rounded, type EvaluateChart, type PipelineOptions } from '../pipeline.js';
import { readAssumptions } from './read-assumptions.js';

export interface EvaluateForAppOptions extends Pick<
  PipelineOptions,
  'knowledge' | 'limits' | 'now' | 'pseudonym'
> {
  readonly evaluateChart: EvaluateChart;
}

export type EvaluateForApp = (call: AppCall) => Promise<EvaluateResponse>;

/**
 * Reads the patient with the app's own access token, which proves it, and nothing else; the rest of the chart is what
 * the app posted. Nothing is kept of either.
 * Rejects as provePatient, readAssumptions and gatherChart do.
 */
export function createEvaluateForApp(options: EvaluateForAppOptions): EvaluateForApp {
  const { knowledge, now, pseudonym, evaluateChart } = options;
  const convert = createUnitConverter(knowledge.reading.unitSpellings);
  return async (call) => {
    const { request, client, note, elapsedMs } = call;
    const assumptions = readAssumptions(request.assumptions ?? {}, knowledge);
    const startedMs = elapsedMs();
    const patient = await proveInTime(call, options);
    note({
      clientId: client.id,
      patientKey: pseudonym('patient', client.id, request.patientId),
    });
    const chart = await chartOf(call, patient, options);
    const gatheredMs = elapsedMs();
    const when = { at: now(), timeZone: client.timeZone };
    const evaluation = evaluateChart(chart, when, assumptions);
    const answer: EvaluateResponse = {
      evaluation: evaluationToJson(evaluation, knowledge),
      statements: evaluation.statements.map(({ text }) => text),
      history: buildHistory(chart, knowledge, when, convert),
    };
    note({
      gatherMs: rounded(gatheredMs - startedMs),
      evaluateMs: rounded(elapsedMs() - gatheredMs),
    });
    return answer;
  };
}

async function proveInTime(
  { request, accessToken, fhirAccess, elapsedMs, signal, note }: AppCall,
  { limits }: EvaluateForAppOptions,
): Promise<Patient> {
  const { fhirServer, patientId } = request;
  try {
    const patient = await provePatient(
      { fhirServer, patientId, accessToken },
      { access: fhirAccess, deadlineMs: limits.deadlineMs - elapsedMs(), signal },
    );
    // Nobody is there any more to whom the evaluation could be shown.
    if (signal.aborted) throw new AppError('FHIR_DATA_UNAVAILABLE');
    return patient;
  } finally {
    note({ deadlineHit: elapsedMs() >= limits.deadlineMs });
  }
}

/** The posted chart around the Patient that the EHR itself answered, whatever Patients were posted. */
async function chartOf(
  { request, client, signal }: AppCall,
  patient: Patient,
  { knowledge, limits }: EvaluateForAppOptions,
): Promise<Chart> {
  const plan = appQueries(knowledge);
  const proven = plan
    .filter(({ resourceType }) => resourceType === 'Patient')
    .map(({ key }) => [key, patient] as const);
  const chart = await gatherChart(
    {
      hook: 'patient-view',
      hookInstance: '',
      context: { patientId: request.patientId },
      prefetch: { ...request.prefetch, ...Object.fromEntries(proven) },
    },
    {
      plan,
      isCandidate: (partial) => isCandidate(partial, knowledge),
      access: client.fhirAccess,
      prefetch: { use: 'only', nullMeans: 'absent' },
      limits: { deadlineMs: 0, maxPages: limits.pages, maxEntries: limits.entries },
      signal,
    },
  );
  const resources = new Map(chart.resources).set('Patient', [patient]);
  return { ...chart, patient, resources };
}

/** What the app reads of a chart: what the services read, and what is shown over time beside it. */
export function appQueries({ queryPlan, historyQueries }: Knowledge): Knowledge['queryPlan'] {
  return [...queryPlan, ...historyQueries];
}
