/**
 * The story of one request: gather the chart, read the facts, judge the criteria, make the cards.
 * Stages know nothing of each other; they meet here.
 */
import { makeCards } from './cards/index.js';
import { evaluate } from './criteria/evaluate.js';
import { evaluationToJson } from './explain/index.js';
import { AppError } from './errors/app-error.js';
import { buildFacts } from './facts/build-facts.js';
import { asArray, matchConcept } from './facts/records.js';
import { createUnitConverter } from './facts/units.js';
import { gatherChart } from './gather/index.js';
import type { CdsRequest, CdsResponse } from './model/cds-hooks.js';
import type { Chart } from './model/chart.js';
import type { Evaluation } from './model/evaluation.js';
import type { Knowledge, ServiceDefinition } from './model/knowledge.js';
import type { GatherLimits } from './model/stages.js';
import type { Assumption } from './model/values.js';

/** What a calling EHR may do and ask for. */
export interface ClientPolicy {
  readonly isAllowedFhirBase: (base: URL) => boolean;
  /** Whether the full evaluation may be asked for by extension. */
  readonly mayExplain: boolean;
  /** IANA time zone in which calendar days are counted. */
  readonly timeZone: string;
}

export interface PipelineOptions {
  readonly knowledge: Knowledge;
  readonly software: string;
  /** Public base URL of this service, no trailing slash. */
  readonly baseUrl: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly limits: GatherLimits;
}

export interface Pipeline {
  /** Answers a CDS Hooks request of a known service. */
  readonly handle: (
    serviceId: string,
    request: CdsRequest,
    client: ClientPolicy,
  ) => Promise<CdsResponse>;
  /** The evaluation of a chart already at hand; the same that `handle` makes. */
  readonly evaluateChart: (
    chart: Chart,
    when: { readonly at: Date; readonly timeZone: string },
    assumptions?: readonly Assumption[],
    service?: ServiceDefinition,
  ) => Evaluation;
}

export const explainRequest = 'org.nelm-cds.explain';
export const explainAnswer = 'org.nelm-cds.evaluation';

/** Binds the stages to the knowledge and to the outside world. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { knowledge, software, baseUrl, now, newId, limits } = options;
  const convert = createUnitConverter(knowledge.reading.unitSpellings);

  const evaluateChart: Pipeline['evaluateChart'] = (chart, when, assumptions = [], service) => {
    const { factSet, reassume } = buildFacts(chart, knowledge, when, assumptions, convert);
    const pathways = service === undefined ? {} : { pathways: service.pathways };
    const { queries } = chart;
    return evaluate({ factSet, reassume, queries, at: when.at, software, ...pathways }, knowledge);
  };

  const handle: Pipeline['handle'] = async (serviceId, request, client) => {
    const service = knowledge.services.find(({ id }) => id === serviceId);
    if (service === undefined) throw new AppError('SERVICE_UNKNOWN');
    const chart = await gatherChart(request, {
      plan: knowledge.queryPlan,
      isCandidate: (partial) => isCandidate(partial, knowledge),
      isAllowedFhirBase: client.isAllowedFhirBase,
      limits,
    });
    const when = { at: now(), timeZone: client.timeZone };
    const evaluation = evaluateChart(chart, when, [], service);
    const { patientId } = request.context;
    const cards = makeCards(evaluation, knowledge, service, {
      baseUrl: baseUrl(),
      patientId,
      newId,
    });
    const isExplained = client.mayExplain && request.extension?.[explainRequest] === true;
    if (!isExplained) return { cards };
    return { cards, extension: { [explainAnswer]: evaluationToJson(evaluation, knowledge) } };
  };

  return { handle, evaluateChart };
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
