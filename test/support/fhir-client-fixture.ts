/** A registered client and requests of it, for tests of its access to FHIR servers. */
import {
  createFhirAccess,
  gatherChart,
  type FhirAccessOptions,
  type FhirOutcome,
} from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { Chart } from '../../src/model/chart.js';
import type { FhirAccessLimits, FhirServerConfiguration } from '../../src/model/configuration.js';
import type { FhirAccess, GatherOptions } from '../../src/model/stages.js';
import type { Outbound } from '../../src/outbound/index.js';

export interface FixtureOptions {
  readonly outbound: Outbound;
  readonly fhirServers: readonly FhirServerConfiguration[];
  readonly fhirAccess?: Partial<FhirAccessLimits>;
  readonly deadlineMs?: number;
  readonly responseBytes?: number;
  readonly now?: () => Date;
  readonly onFhirRequest?: (outcome: FhirOutcome) => void;
  readonly onTokenFetch?: FhirAccessOptions['onTokenFetch'];
}

export function accessOf({
  outbound,
  fhirServers,
  fhirAccess,
  ...rest
}: FixtureOptions): FhirAccess {
  const { deadlineMs = 5000, responseBytes = 50_000 } = rest;
  let count = 0;
  return createFhirAccess(
    {
      fhirServers,
      fhirAccess: { concurrentRequests: 8, failuresBeforePause: 3, pauseMs: 60_000, ...fhirAccess },
    },
    {
      outbound,
      limits: { deadlineMs, responseBytes },
      now: rest.now ?? (() => new Date('2026-01-01T00:00:00Z')),
      newId: () => `id-${(count += 1)}`,
      onFhirRequest: rest.onFhirRequest ?? (() => undefined),
      onTokenFetch: rest.onTokenFetch ?? (() => undefined),
    },
  );
}

export const patient = { resourceType: 'Patient', id: 'p1' };
export const otherTypes = ['Observation', 'Procedure', 'MedicationRequest'];
const options: Omit<GatherOptions, 'access'> = {
  plan: [
    {
      key: 'patient',
      resourceType: 'Patient',
      path: 'Patient/{{context.patientId}}',
      required: true,
      scope: true,
    },
    ...otherTypes.map((resourceType) => ({
      key: resourceType,
      resourceType,
      path: `${resourceType}?patient={{context.patientId}}`,
      required: false,
      scope: false,
    })),
  ],
  isCandidate: () => true,
  prefetch: { use: 'prefer', nullMeans: 'empty' },
  limits: { deadlineMs: 5000, maxPages: 5, maxEntries: 1000 },
};

export interface GatherChoices {
  readonly access: FhirAccess;
  readonly fhirServer: string;
  readonly deadlineMs?: number;
  readonly request?: Partial<CdsRequest>;
  /** The request brings no access token. */
  readonly isAnonymous?: boolean;
}

/** Gathers the patient from prefetch and the three other types from the server. */
export function gatherFrom({
  access,
  fhirServer,
  deadlineMs,
  request,
  isAnonymous = false,
}: GatherChoices): Promise<Chart> {
  return gatherChart(
    {
      hook: 'patient-view',
      hookInstance: 'h',
      fhirServer,
      ...(!isAnonymous && { fhirAuthorization: { access_token: 'secret-token' } }),
      context: { patientId: 'p1' },
      prefetch: { patient },
      ...request,
    },
    {
      ...options,
      access,
      limits: { ...options.limits, ...(deadlineMs !== undefined && { deadlineMs }) },
    },
  );
}

/** A searchset as text. */
export function searchset(resources: readonly unknown[], next?: string): string {
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
    ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
  });
}
