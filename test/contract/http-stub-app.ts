import type { Express } from 'express';
import { plainPresentation } from '../../src/cards/index.js';
import { createApp, type AppOptions } from '../../src/http/app.js';
import type { Card, CdsRequest, CdsResponse } from '../../src/model/cds-hooks.js';
import type { Client } from '../../src/model/client.js';
import type { RequestSummary } from '../../src/model/request-summary.js';
import { logRequest } from '../../src/observability/log-request.js';
import { createLogger } from '../../src/observability/logger.js';

export const serviceUrl = '/cds-services/nelm-patient-view';

export const card: Card = {
  uuid: 'card-1',
  summary: 'Ki-67 would settle two pathways',
  detail: 'One line.',
  indicator: 'info',
  source: {
    label: 'nelm-cds',
    url: 'https://cds.example.org/evidence/review-2016/prrt',
    topic: { code: 'decisiveData' },
  },
};

export const minimalRequest = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { patientId: 'p1', userId: 'Practitioner/1' },
};

/** A client that reaches no FHIR server and takes every card as it is. */
export const stubClient: Client = {
  id: 'stub-client',
  corsOrigins: 'any',
  fhirAccess: { open: () => undefined, close: () => Promise.resolve() },
  prefetch: { use: 'prefer', nullMeans: 'empty' },
  mayExplain: false,
  timeZone: 'UTC',
  storesComments: false,
  presentation: plainPresentation,
};

export interface StubApp {
  readonly app: Express;
  /** The requests that reached the pipeline. */
  readonly handled: CdsRequest[];
  readonly summaries: RequestSummary[];
  readonly logText: () => string;
  readonly logLines: () => readonly Readonly<Record<string, unknown>>[];
}

/** The real app around a pipeline that answers with one card, unless told otherwise. */
export function stubApp(overrides: Partial<AppOptions> = {}): StubApp {
  const handled: CdsRequest[] = [];
  const summaries: RequestSummary[] = [];
  const written: string[] = [];
  const logger = createLogger({
    level: 'debug',
    destination: { write: (line) => void written.push(line) },
  });
  const service = { id: 'nelm-patient-view', hook: 'patient-view' };
  const corsOrigins = overrides.corsOrigins ?? 'any';
  const app = createApp({
    authenticate: () => Promise.resolve({ ...stubClient, corsOrigins }),
    services: [service],
    describe: () => [
      {
        ...service,
        title: 'NELM',
        description: 'Judges published criteria.',
        prefetch: { patient: 'Patient/{{context.patientId}}' },
      },
    ],
    handle: ({ request }): Promise<CdsResponse> => {
      handled.push(request);
      return Promise.resolve({ cards: [card] });
    },
    onFeedback: () => Promise.resolve(),
    evidence: {
      page: (edition, pathway) =>
        edition === 'review-2016' && pathway === 'prrt' ? '<!doctype html><p>PRRT</p>' : undefined,
      index: (edition) => (edition === 'review-2016' ? '<!doctype html><p>All</p>' : undefined),
      styleHash: 'sha256-abc=',
    },
    codeSystem: () => ({ resourceType: 'CodeSystem', id: 'nelm' }),
    newRequestId: () => 'request-1',
    now: () => new Date('2026-11-24T10:00:00Z'),
    onRequestOver: (summary) => {
      summaries.push(summary);
      logRequest(logger, summary);
    },
    readiness: () => ({ status: 'ready', store: 'up', knowledge: 'hash-1' }),
    maxBodyBytes: 10 * 1024 * 1024,
    admission: {
      concurrentRequests: 100,
      concurrentRequestsPerClient: 100,
      concurrentBodyBytes: 100_000_000,
    },
    basePath: '',
    corsOrigins,
    ...overrides,
  });
  return {
    app,
    handled,
    summaries,
    logText: () => written.join(''),
    logLines: () => written.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
  };
}
