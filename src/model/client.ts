/** A registered client as the stages need it. */
import type { CardPresentation } from './configuration.js';
import type { FhirAccess, PrefetchPolicy } from './stages.js';

export interface Client {
  readonly id: string;
  /** Web origins whose pages may call the services for this client. */
  readonly corsOrigins: 'any' | readonly string[];
  readonly fhirAccess: FhirAccess;
  readonly prefetch: PrefetchPolicy;
  /** Whether the full evaluation may be asked for by extension. */
  readonly mayExplain: boolean;
  /** IANA time zone in which calendar days are counted. */
  readonly timeZone: string;
  /** Whether comments of users may be kept with their feedback. */
  readonly storesComments: boolean;
  readonly presentation: CardPresentation;
  /** Absent where the SMART app is not registered with this client's EHR. */
  readonly smartApp?: SmartAppRegistration;
}

/** How the SMART app may be used with the EHR of a client. */
export interface SmartAppRegistration {
  /** OAuth client id of the app at this EHR. */
  readonly clientId: string;
  /** Sources of frame-ancestors: who may frame the app. */
  readonly frameAncestors: readonly string[];
  /** Sources of connect-src beside the service itself: FHIR servers and their authorization servers. */
  readonly connectSources: readonly string[];
  /**
   * For proving access tokens. Apart from that of the hooks: what strangers make an EHR answer must neither use up its
   * slots nor open its breaker.
   */
  readonly fhirAccess: FhirAccess;
  /** Whether a FHIR base (origin and path, no trailing slash) is one of this EHR. */
  readonly isFhirBase: (base: string) => boolean;
}
