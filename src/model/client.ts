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
}
