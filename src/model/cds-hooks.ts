/** CDS Hooks 3.0.0 messages, as far as this service reads and writes them. https://cds-hooks.hl7.org */
import type { FhirResource } from 'fhir/r4.js';

export interface FhirAuthorization {
  readonly access_token: string;
  readonly token_type?: string;
  readonly expires_in?: number;
  readonly scope?: string;
  readonly subject?: string;
  readonly patient?: string;
}

export interface CdsRequest {
  readonly hook: string;
  readonly hookInstance: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: FhirAuthorization;
  readonly context: {
    readonly patientId: string;
    readonly userId?: string;
    readonly encounterId?: string;
  };
  /** As sent; nothing in it is trusted. */
  readonly prefetch?: Readonly<Record<string, unknown>>;
  readonly extension?: Readonly<Record<string, unknown>>;
}

export interface Coding {
  readonly code: string;
  readonly system?: string;
  readonly display?: string;
}

export interface Action {
  readonly type: 'create' | 'update' | 'delete';
  readonly description: string;
  readonly resource?: FhirResource;
  readonly resourceId?: string;
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly isRecommended?: boolean;
  readonly actions: readonly Action[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute' | 'smart';
  readonly appContext?: string;
}

export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly detail: string;
  readonly indicator: 'info' | 'warning';
  readonly source: { readonly label: string; readonly url: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[] | undefined;
  readonly selectionBehavior?: 'any' | undefined;
  readonly overrideReasons?: readonly Coding[] | undefined;
  readonly links?: readonly Link[] | undefined;
}

export interface CdsResponse {
  readonly cards: readonly Card[];
  readonly systemActions?: readonly Action[] | undefined;
  readonly extension?: Readonly<Record<string, unknown>> | undefined;
}

export interface ServiceDescription {
  readonly id: string;
  readonly hook: string;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements?: string;
  readonly prefetch?: Readonly<Record<string, string>>;
}
