/**
 * The story of one request: gather the chart, read the facts, judge the criteria, make the cards, tell the audit trail.
 * Stages know nothing of each other; they meet here.
 */
import { toIssuedCards } from './audit/issued-cards.js';
import { makeCards, presentResponse } from './cards/index.js';
import { evaluate } from './criteria/evaluate.js';
import { prepareJudging } from './criteria/judging.js';
import { AppError } from './errors/app-error.js';
import { evaluationToJson } from './explain/index.js';
import { buildFacts } from './facts/build-facts.js';
import { prepareFacts } from './facts/fact-rules.js';
import { asArray, matchConcept } from './facts/records.js';
import { createUnitConverter } from './facts/units.js';
import { gatherChart } from './gather/index.js';
import type { IssuedCard, Pseudonym } from './model/audit.js';
import type { CdsResponse } from './model/cds-hooks.js';
import type { Chart } from './model/chart.js';
import type { Limits } from './model/configuration.js';
import type { Evaluation } from './model/evaluation.js';
import type { Knowledge, ServiceDefinition } from './model/knowledge.js';
import type { ServiceCall } from './model/service-call.js';
import type { Assumption } from './model/values.js';

export interface EvaluationParts {
  readonly knowledge: Knowledge;
  readonly software: string;
}

export interface PipelineOptions extends EvaluationParts {
  /** Public base URL of this service, no trailing slash. */
  readonly baseUrl: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly limits: Pick<Limits, 'deadlineMs' | 'pages' | 'entries'>;
  readonly pseudonym: Pseudonym;
  readonly recordIssuedCards: (cards: readonly IssuedCard[]) => void;
}

export interface Pipeline {
  /** Answers a CDS Hooks request of a known service. */
  readonly handle: (call: ServiceCall) => Promise<CdsResponse>;
  /** The evaluation that it makes. */
  readonly evaluateChart: EvaluateChart;
}

/** The evaluation of a chart at hand; every request, command and screening makes it this way. */
export type EvaluateChart = (
  chart: Chart,
  when: { readonly at: Date; readonly timeZone: string },
  assumptions?: readonly Assumption[],
  service?: ServiceDefinition,
) => Evaluation;

export const explainRequest = 'org.nelm-cds.explain';
export const explainAnswer = 'org.nelm-cds.evaluation';

/** Binds facts and criteria to the knowledge. */
export function createEvaluator({ knowledge, software }: EvaluationParts): EvaluateChart {
  const convert = createUnitConverter(knowledge.reading.unitSpellings);
  const rules = prepareFacts(knowledge);
  const judging = prepareJudging(knowledge);
  return (chart, when, assumptions = [], service) => {
    const facts = buildFacts(chart, rules, when, assumptions, convert);
    const { queries } = chart;
    const pathways = service?.pathways;
    return evaluate({ ...facts, queries, at: when.at, software, pathways }, judging);
  };
}

/** Binds the stages to the knowledge and to the outside world. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { knowledge, baseUrl, now, newId, pseudonym } = options;
  const evaluateChart = createEvaluator(options);

  const handle: Pipeline['handle'] = async (call) => {
    const { request, client, note, elapsedMs } = call;
    const { patientId } = request.context;
    const service = knowledge.services.find(({ id }) => id === call.serviceId);
    if (service === undefined) throw new AppError('SERVICE_UNKNOWN');
    const patientKey = pseudonym('patient', client.id, patientId);
    const hookInstanceKey = pseudonym('hook-instance', client.id, request.hookInstance);
    note({ patientKey, hookInstanceKey });

    const chart = await gatherInTime(call, options);
    const gatheredMs = elapsedMs();
    const evaluation = evaluateChart(chart, { at: now(), timeZone: client.timeZone }, [], service);
    const cards = makeCards(evaluation, knowledge, service, {
      baseUrl: baseUrl(),
      patientId,
      newId,
      hasSmartApp: client.smartApp !== undefined,
      presentation: client.presentation,
    });
    const latencyMs = rounded(elapsedMs());
    note({ evaluateMs: rounded(latencyMs - gatheredMs), unread: countUnread(chart) });
    const issuedAt = now().toISOString();
    options.recordIssuedCards(
      toIssuedCards(cards, { call, evaluation, patientKey, latencyMs, issuedAt }),
    );
    const isExplained = client.mayExplain && request.extension?.[explainRequest] === true;
    const extension = isExplained
      ? { [explainAnswer]: evaluationToJson(evaluation, knowledge) }
      : undefined;
    return presentResponse({ cards, extension }, client.presentation);
  };

  return { handle, evaluateChart };
}

/** Gathers in what is left of the request's time, and notes how long it took, also when it fails. */
async function gatherInTime(
  { request, client, note, elapsedMs, signal }: ServiceCall,
  { knowledge, limits }: PipelineOptions,
): Promise<Chart> {
  const startedMs = elapsedMs();
  try {
    const chart = await gatherChart(request, {
      plan: knowledge.queryPlan,
      isCandidate: (partial) => isCandidate(partial, knowledge),
      access: client.fhirAccess,
      prefetch: client.prefetch,
      limits: {
        deadlineMs: Math.max(0, limits.deadlineMs - startedMs),
        maxPages: limits.pages,
        maxEntries: limits.entries,
      },
      signal,
    });
    // Cards from what was read by then would be issued to nobody.
    if (signal.aborted) throw new AppError('FHIR_DATA_UNAVAILABLE');
    return chart;
  } finally {
    const endedMs = elapsedMs();
    note({ gatherMs: rounded(endedMs - startedMs), deadlineHit: endedMs >= limits.deadlineMs });
  }
}

/** Whether the problem list gives any reason to read more of the chart (minimum necessary). */
export function isCandidate(chart: Chart, knowledge: Knowledge): boolean {
  const valueSets = knowledge.reading.candidates.map((id) => knowledge.valueSets.get(id));
  return asArray(chart.resources.get('Condition')).some(
    (condition) =>
      condition.resourceType === 'Condition' &&
      valueSets.some((valueSet) => matchConcept(condition.code, valueSet) !== undefined),
  );
}

function countUnread({ queries }: Chart): number {
  return Object.values(queries).filter((state) => state === 'error' || state === 'partial').length;
}

/** To a tenth of a millisecond. */
export function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
