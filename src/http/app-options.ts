import type { Express } from 'express';
import type { Feedback } from '../intake/parse-feedback.js';
import type { CdsResponse, ServiceDescription } from '../model/cds-hooks.js';
import type { Client } from '../model/client.js';
import type { AppCall, ServiceCall } from '../model/service-call.js';
import type { AppConfiguration, AppKnowledge, EvaluateResponse } from '../model/smart-app.js';
import type { AppClients } from '../smart-app/app-clients.js';
import type { AdmissionLimits } from './admission.js';
import type { ObserveOptions } from './observe-requests.js';
import type { StaticFiles } from './static-pages.js';

/** The pages that `source.url` and absolute links of cards point to. */
export interface EvidencePages {
  /** HTML, or undefined where there is no such page. */
  readonly page: (edition: string, pathway: string) => string | undefined;
  readonly index: (edition: string) => string | undefined;
  /** `sha256-…` of the only style element in the pages. */
  readonly styleHash: string;
}

export interface FeedbackCall {
  readonly serviceId: string;
  readonly feedback: Feedback;
  readonly client: Client;
  readonly arrivedAt: Date;
}

export interface Readiness {
  /** starting and stopping take no requests; degraded does, but does not keep what it should. */
  readonly status: 'ready' | 'degraded' | 'stopping';
  readonly store: 'up' | 'down';
  /** Hash of the knowledge that is served. */
  readonly knowledge: string;
}

/** The SMART app, and what it asks of the service. */
export interface SmartAppOptions {
  /** The built pages. */
  readonly pages: StaticFiles;
  readonly clients: AppClients;
  readonly queries: AppConfiguration['queries'];
  readonly knowledge: () => AppKnowledge;
  readonly evaluate: (call: AppCall) => Promise<EvaluateResponse>;
}

/** All that the HTTP edge needs of the rest. */
export interface AppOptions extends ObserveOptions {
  /**
   * The client that the value of the Authorization header proves. Throws AppError NOT_AUTHENTICATED.
   */
  readonly authenticate: (authorization: string | undefined) => Promise<Client>;
  readonly services: readonly { readonly id: string; readonly hook: string }[];
  /** Discovery as this client is to see it. */
  readonly describe: (client: Client) => readonly ServiceDescription[];
  /** The pipeline. */
  readonly handle: (call: ServiceCall) => Promise<CdsResponse>;
  /** Resolves once the items are kept. Throws AppError STORE_UNAVAILABLE. */
  readonly onFeedback: (call: FeedbackCall) => Promise<void>;
  readonly evidence: EvidencePages;
  /** The project's code system as a FHIR resource. */
  readonly codeSystem: () => unknown;
  readonly readiness: () => Readiness;
  /** Absent where metrics have an address of their own. */
  readonly metrics?: { readonly contentType: string; readonly text: () => Promise<string> };
  readonly maxBodyBytes: number;
  readonly admission: AdmissionLimits;
  /** Path below which requests arrive: empty, or with a leading and no trailing slash. */
  readonly basePath: string;
  /** Addresses and ranges of proxies that may end TLS; undefined where plain HTTP is all there is (sandbox). */
  readonly trustedProxies?: readonly string[];
  /** Origins of all clients, for preflights, which name no client. */
  readonly corsOrigins: 'any' | readonly string[];
  /** Absent where no client has the SMART app: then there is nothing at its addresses. */
  readonly smartApp?: SmartAppOptions;
  /** Further routes (the sandbox), added before the final 404. */
  readonly mount?: (app: Express) => void;
}
