/** One configuration at work: the express application with its knowledge, its clients and what it shares with others. */
import type { RequestListener } from 'node:http';
import { evidenceIndex, evidencePage, evidenceStyleHash } from '../evidence/index.js';
import { nelmCodeSystem } from '../fhir/nelm-code-system.js';
import { createApp, type AppOptions, type FeedbackCall, type Readiness } from '../http/app.js';
import { describeServices } from '../http/describe-services.js';
import type { Pseudonym, Recorder } from '../model/audit.js';
import type { Client } from '../model/client.js';
import type { Limits } from '../model/configuration.js';
import type { Knowledge } from '../model/knowledge.js';
import type { RequestSummary } from '../model/request-summary.js';
import { logRequest } from '../observability/log-request.js';
import type { Logger } from '../observability/logger.js';
import type { Metrics } from '../observability/metrics.js';
import type { StaticFiles } from '../http/static-pages.js';
import { createPipeline, type EvaluateChart } from '../pipeline.js';
import { createAppClients } from '../smart-app/app-clients.js';
import { appKnowledge } from '../smart-app/app-knowledge.js';
import { appQueries, createEvaluateForApp } from '../smart-app/evaluate-for-app.js';
import { toCallRecord } from './call-records.js';
import { toFeedbackRecords } from './feedback-records.js';

/** What outlives a change of the configuration. */
export interface SharedParts {
  readonly software: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly recorder: Recorder;
  readonly pseudonym: Pseudonym;
  readonly isStopping: () => boolean;
}

export interface ServiceOptions {
  readonly knowledge: Knowledge;
  readonly limits: Limits;
  readonly authenticate: AppOptions['authenticate'];
  readonly corsOrigins: AppOptions['corsOrigins'];
  /** Public address, no trailing slash. */
  readonly baseUrl: () => string;
  readonly basePath: string;
  readonly trustedProxies?: readonly string[];
  /** Whether /metrics is among the routes. */
  readonly showsMetrics: boolean;
  /** All clients; those that have the SMART app are served its pages and evaluations. */
  readonly clients: readonly Client[];
  /** The built pages of the SMART app; needed where a client has it. */
  readonly appPages?: StaticFiles;
  readonly mount?: AppOptions['mount'];
}

/** Wires pipeline, audit, metrics and log into the HTTP edge. */
export function createServiceApp(options: ServiceOptions, shared: SharedParts): RequestListener {
  const { knowledge, limits, trustedProxies, mount } = options;
  const { software, now, newId, recorder, metrics, pseudonym } = shared;
  const pipeline = createPipeline({
    knowledge,
    software,
    baseUrl: options.baseUrl,
    now,
    newId,
    limits,
    pseudonym,
    recordIssuedCards: (cards) => {
      recorder.recordIssuedCards(cards);
      for (const { clientId, serviceId, topic } of cards) {
        metrics.cardIssued(clientId, serviceId, topic);
      }
    },
  });
  metrics.knowledgeLoaded({
    software,
    edition: knowledge.edition.id,
    version: knowledge.version,
    hash: knowledge.hash,
  });
  return createApp({
    newRequestId: newId,
    now,
    onRequestOver: (summary) => {
      requestOver(summary, shared);
    },
    authenticate: options.authenticate,
    services: knowledge.services,
    describe: describeOnce(knowledge),
    handle: pipeline.handle,
    onFeedback: (call) => keepFeedback(call, shared),
    evidence: evidencePages(knowledge),
    codeSystem: () => nelmCodeSystem(knowledge),
    ...smartAppOf(options, shared, pipeline.evaluateChart),
    readiness: () => readinessOf(knowledge, shared),
    ...(options.showsMetrics && { metrics }),
    maxBodyBytes: limits.bodyBytes,
    admission: limits,
    basePath: options.basePath,
    ...(trustedProxies !== undefined && { trustedProxies }),
    corsOrigins: options.corsOrigins,
    ...(mount !== undefined && { mount }),
  });
}

function smartAppOf(
  { knowledge, limits, clients, appPages }: ServiceOptions,
  { now, pseudonym }: SharedParts,
  evaluateChart: EvaluateChart,
): Pick<AppOptions, 'smartApp'> {
  if (appPages === undefined || clients.every(({ smartApp }) => smartApp === undefined)) return {};
  return {
    smartApp: {
      pages: appPages,
      clients: createAppClients(clients),
      queries: appQueries(knowledge).map(({ key, resourceType, path, required }) => ({
        key,
        resourceType,
        path,
        required,
      })),
      knowledge: () => appKnowledge(knowledge),
      evaluate: createEvaluateForApp({ knowledge, limits, now, pseudonym, evaluateChart }),
    },
  };
}

/** The two forms of discovery, made once. */
function describeOnce(knowledge: Knowledge): AppOptions['describe'] {
  const withPrefetch = describeServices(knowledge, true);
  const without = describeServices(knowledge, false);
  return ({ prefetch }: Client) => (prefetch.use === 'ignore' ? without : withPrefetch);
}

function requestOver(summary: RequestSummary, { logger, metrics, recorder }: SharedParts): void {
  logRequest(logger, summary);
  metrics.requestOver(summary);
  const call = toCallRecord(summary);
  if (call !== undefined) recorder.recordCall(call);
}

async function keepFeedback(call: FeedbackCall, { recorder, metrics }: SharedParts): Promise<void> {
  if (call.feedback.items.length === 0) return;
  const receipt = await recorder.keepFeedback(toFeedbackRecords(call));
  metrics.feedbackKept(call.client.id, receipt);
}

function readinessOf(knowledge: Knowledge, { recorder, isStopping }: SharedParts): Readiness {
  const isUp = recorder.isStoreUp();
  const serving = isUp ? 'ready' : 'degraded';
  return {
    status: isStopping() ? 'stopping' : serving,
    store: isUp ? 'up' : 'down',
    knowledge: knowledge.hash,
  };
}

function evidencePages(knowledge: Knowledge): AppOptions['evidence'] {
  const isOurs = (edition: string): boolean => edition === knowledge.edition.id;
  return {
    page: (edition, pathway) => (isOurs(edition) ? evidencePage(knowledge, pathway) : undefined),
    index: (edition) => (isOurs(edition) ? evidenceIndex(knowledge) : undefined),
    styleHash: evidenceStyleHash,
  };
}
