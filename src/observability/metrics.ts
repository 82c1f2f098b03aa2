/**
 * What operators count. Labels are ids from the configuration and closed lists; nothing of patients, users or requests is
 * among them.
 */
import type { FeedbackReceipt } from '../model/audit.js';
import type { RequestSummary } from '../model/request-summary.js';
import { createInstruments, type Instruments } from './instruments.js';

export interface Metrics {
  /** In the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
  readonly requestOver: (summary: RequestSummary) => void;
  /** A connection was ended because what came was no request. */
  readonly connectionRefused: (code: string) => void;
  readonly cardIssued: (clientId: string, serviceId: string, topic: string) => void;
  readonly feedbackKept: (clientId: string, receipt: FeedbackReceipt) => void;
  readonly recordsLost: (kind: string, count: number) => void;
  readonly storeState: (isUp: boolean) => void;
  /** A token was checked for replay in this process alone. */
  readonly replayCheckedInMemory: () => void;
  readonly keyFetch: (clientId: string, outcome: string) => void;
  /** An access token for a FHIR server was asked for. */
  readonly tokenFetch: (clientId: string, outcome: string) => void;
  readonly fhirRequest: (clientId: string, outcome: string) => void;
  readonly knowledgeLoaded: (info: KnowledgeInfo) => void;
  readonly configurationReload: (outcome: 'applied' | 'refused') => void;
}

export interface KnowledgeInfo {
  readonly software: string;
  readonly edition: string;
  readonly version: string;
  readonly hash: string;
}

export function createMetrics(options: { readonly withProcess: boolean }): Metrics {
  const instruments = createInstruments(options.withProcess);
  const { registry, counters, gauges } = instruments;
  gauges.store_up.set(1);
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    requestOver: (summary) => {
      countRequest(summary, instruments);
    },
    connectionRefused: (code) => {
      counters.connections_refused_total.inc({ code });
    },
    cardIssued: (client, service, topic) => {
      counters.cards_total.inc({ client, service, topic });
    },
    feedbackKept: (client, { kept, repeated }) => {
      for (const [standing, count] of Object.entries({ ...kept, repeated })) {
        counters.feedback_items_total.inc({ client, standing }, count);
      }
    },
    recordsLost: (kind, count) => {
      counters.records_lost_total.inc({ kind }, count);
    },
    storeState: (isUp) => {
      gauges.store_up.set(isUp ? 1 : 0);
    },
    replayCheckedInMemory: () => {
      counters.replay_checks_in_memory_total.inc();
    },
    keyFetch: (client, outcome) => {
      counters.key_fetches_total.inc({ client, outcome });
    },
    tokenFetch: (client, outcome) => {
      counters.token_fetches_total.inc({ client, outcome });
    },
    fhirRequest: (client, outcome) => {
      counters.fhir_requests_total.inc({ client, outcome });
    },
    knowledgeLoaded: ({ software, edition, version, hash }) => {
      gauges.knowledge_info.reset();
      gauges.knowledge_info.set({ software, edition, version, hash }, 1);
    },
    configurationReload: (outcome) => {
      counters.configuration_reloads_total.inc({ outcome });
    },
  };
}

function countRequest(summary: RequestSummary, { counters, histograms }: Instruments): void {
  const { route, reason, rejected = 0, unread = 0 } = summary;
  const labels = { service: summary.serviceId ?? 'none', client: summary.clientId ?? 'none' };
  counters.requests_total.inc({ ...labels, route, outcome: outcomeOf(summary) });
  if (reason !== undefined) {
    const client = summary.claimedClientId ?? 'none';
    counters.authentication_refusals_total.inc({ reason, client });
  }
  if (rejected > 0) counters.feedback_rejected_total.inc({ client: labels.client }, rejected);
  if (unread > 0) counters.unread_queries_total.inc(labels, unread);
  if (summary.deadlineHit === true) counters.deadline_hits_total.inc(labels);
  observeLatencies(summary, labels, histograms);
}

/** Only of calls that came as far as reading the chart. */
function observeLatencies(
  { gatherMs, evaluateMs, durationMs }: RequestSummary,
  labels: Readonly<Record<'service' | 'client', string>>,
  histograms: Instruments['histograms'],
): void {
  if (gatherMs === undefined) return;
  histograms.request_duration_seconds.observe(labels, durationMs / 1000);
  histograms.gather_duration_seconds.observe(labels, gatherMs / 1000);
  if (evaluateMs !== undefined) {
    histograms.evaluate_duration_seconds.observe(labels, evaluateMs / 1000);
  }
}

/** Closed list: with cards, without, the code of the error, or gone away. */
function outcomeOf({ isAborted, code, status, cards }: RequestSummary): string {
  if (isAborted) return 'aborted';
  if (code !== undefined) return code;
  if (cards !== undefined) return cards > 0 ? 'cards' : 'no-cards';
  return (status ?? 0) < 400 ? 'ok' : 'failed';
}
