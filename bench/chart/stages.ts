/** The stages of one request, each by itself, as src/pipeline.ts and src/http put them together. */
import { randomUUID } from 'node:crypto';
import { makeCards, plainPresentation, presentResponse } from '../../src/cards/index.js';
import { evaluate } from '../../src/criteria/evaluate.js';
import { prepareJudging } from '../../src/criteria/judging.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts } from '../../src/facts/fact-rules.js';
import { createUnitConverter } from '../../src/facts/units.js';
import { gatherChart } from '../../src/gather/index.js';
import { findBrokenRule } from '../../src/http/check-response.js';
import { parseJson } from '../../src/http/parse-json.js';
import { parseCdsRequest } from '../../src/intake/parse-cds-request.js';
import type { Card, CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { Evaluation } from '../../src/model/evaluation.js';
import type { Knowledge, ServiceDefinition } from '../../src/model/knowledge.js';
import type { FhirReader } from '../../src/model/stages.js';
import { isCandidate } from '../../src/pipeline.js';
import { patientId } from './chart-bodies.js';

type Facts = ReturnType<typeof buildFacts>;

export interface Stages {
  readonly parse: (body: Buffer) => unknown;
  readonly check: (parsed: unknown) => CdsRequest;
  readonly gather: (request: CdsRequest) => Promise<Chart>;
  readonly facts: (chart: Chart) => Facts;
  readonly criteria: (chart: Chart, facts: Facts) => Evaluation;
  readonly cards: (evaluation: Evaluation) => readonly Card[];
  readonly respond: (cards: readonly Card[]) => string;
  /** Facts, criteria and cards together. */
  readonly evaluation: (chart: Chart) => readonly Card[];
}

/** Bound to the knowledge once, as a running service is. */
export function createStages(knowledge: Knowledge, at: Date): Stages {
  const service = onlyService(knowledge);
  const convert = createUnitConverter(knowledge.reading.unitSpellings);
  const rules = prepareFacts(knowledge);
  const judging = prepareJudging(knowledge);
  const when = { at, timeZone: 'Europe/Berlin' };
  const facts: Stages['facts'] = (chart) => buildFacts(chart, rules, when, [], convert);
  const criteria: Stages['criteria'] = ({ queries }, { factSet, reassume }) =>
    evaluate(
      { factSet, reassume, queries, at, software: 'bench', pathways: service.pathways },
      judging,
    );
  const cards: Stages['cards'] = (evaluation) =>
    makeCards(evaluation, knowledge, service, {
      baseUrl: 'https://cds.example.org',
      patientId,
      newId: randomUUID,
      presentation: plainPresentation,
    });
  return {
    parse: parseJson,
    check: (parsed) => parseCdsRequest(parsed, service),
    gather: (request) => gatherPrefetch(request, knowledge),
    facts,
    criteria,
    cards,
    respond,
    evaluation: (chart) => cards(criteria(chart, facts(chart))),
  };
}

const lacking = (): Promise<never> => Promise.reject(new Error('the prefetch lacks something'));

const readsNothing: FhirReader = {
  readAnswer: lacking,
  read: lacking,
  close: () => undefined,
};

/** The chart of a request whose prefetch lacks nothing. */
function gatherPrefetch(request: CdsRequest, knowledge: Knowledge): Promise<Chart> {
  return gatherChart(request, {
    plan: knowledge.queryPlan,
    isCandidate: (partial) => isCandidate(partial, knowledge),
    access: { open: () => readsNothing, close: () => Promise.resolve() },
    prefetch: { use: 'prefer', nullMeans: 'empty' },
    limits: { deadlineMs: 3500, maxPages: 50, maxEntries: 20_000 },
  });
}

function respond(cards: readonly Card[]): string {
  const answer = presentResponse({ cards }, plainPresentation);
  const rule = findBrokenRule(answer);
  if (rule !== undefined) throw new Error(`the answer breaks ${rule}`);
  return JSON.stringify(answer);
}

function onlyService({ services }: Knowledge): ServiceDefinition {
  const [service] = services;
  if (service === undefined) throw new Error('the knowledge has no service');
  return service;
}
