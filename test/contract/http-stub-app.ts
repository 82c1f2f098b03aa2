import type { Express } from 'express';
import { createApp, type AppOptions } from '../../src/http/app.js';
import type { Card, CdsRequest, CdsResponse } from '../../src/model/cds-hooks.js';
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

export interface StubApp {
  readonly app: Express;
  /** The requests that reached the pipeline. */
  readonly handled: CdsRequest[];
  readonly logText: () => string;
  readonly logLines: () => readonly Readonly<Record<string, unknown>>[];
}

/** The real app around a pipeline that answers with one card, unless told otherwise. */
export function stubApp(overrides: Partial<AppOptions> = {}): StubApp {
  const handled: CdsRequest[] = [];
  const written: string[] = [];
  const app = createApp({
    services: [
      {
        id: 'nelm-patient-view',
        hook: 'patient-view',
        title: 'NELM',
        description: 'Judges published criteria.',
        prefetch: { patient: 'Patient/{{context.patientId}}' },
      },
    ],
    handle: (_serviceId, request): Promise<CdsResponse> => {
      handled.push(request);
      return Promise.resolve({ cards: [card] });
    },
    evidence: {
      page: (edition, pathway) =>
        edition === 'review-2016' && pathway === 'prrt' ? '<!doctype html><p>PRRT</p>' : undefined,
      index: (edition) => (edition === 'review-2016' ? '<!doctype html><p>All</p>' : undefined),
      styleHash: 'sha256-abc=',
    },
    codeSystem: () => ({ resourceType: 'CodeSystem', id: 'nelm' }),
    logger: createLogger({
      level: 'debug',
      destination: { write: (line) => void written.push(line) },
    }),
    newRequestId: () => 'request-1',
    corsOrigins: 'any',
    isReady: () => true,
    ...overrides,
  });
  return {
    app,
    handled,
    logText: () => written.join(''),
    logLines: () => written.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
  };
}
