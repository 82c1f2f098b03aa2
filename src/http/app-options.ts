import type { Express } from 'express';
import type { FeedbackItem } from '../intake/parse-feedback.js';
import type { CdsRequest, CdsResponse, ServiceDescription } from '../model/cds-hooks.js';
import type { Logger } from '../observability/logger.js';

/** The pages that `source.url` and absolute links of cards point to. */
export interface EvidencePages {
  /** HTML, or undefined where there is no such page. */
  readonly page: (edition: string, pathway: string) => string | undefined;
  readonly index: (edition: string) => string | undefined;
  /** `sha256-…` of the only style element in the pages. */
  readonly styleHash: string;
}

/** All that the HTTP edge needs of the rest; main.ts supplies it. */
export interface AppOptions {
  readonly services: readonly ServiceDescription[];
  /** The pipeline. */
  readonly handle: (serviceId: string, request: CdsRequest) => Promise<CdsResponse>;
  readonly onFeedback?: (serviceId: string, items: readonly FeedbackItem[]) => Promise<void> | void;
  readonly evidence: EvidencePages;
  /** The project's code system as a FHIR resource. */
  readonly codeSystem: () => unknown;
  readonly logger: Logger;
  readonly newRequestId: () => string;
  /** Of the body once inflated; 10 MB by default. */
  readonly maxBodyBytes?: number;
  /** Origins whose pages may call the services. */
  readonly corsOrigins: 'any' | readonly string[];
  readonly isReady: () => boolean;
  /** Further routes (the sandbox), added before the final 404. */
  readonly mount?: (app: Express) => void;
}
