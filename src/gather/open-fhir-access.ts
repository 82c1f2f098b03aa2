import type { FhirAccess } from '../model/stages.js';
import type { Outbound } from '../outbound/index.js';
import { getFhir } from './fhir-client.js';
import { createReader } from './fhir-reader.js';

export interface OpenFhirAccessOptions {
  readonly isAllowedFhirBase: (base: URL) => boolean;
  readonly outbound: Outbound;
  readonly maxResponseBytes: number;
}

/**
 * Access for trying out: whatever bases the predicate allows, over http too, on private addresses too. Not for
 * production: nothing is registered, nothing is limited.
 */
export function createOpenFhirAccess(options: OpenFhirAccessOptions): FhirAccess {
  const { isAllowedFhirBase, outbound, maxResponseBytes } = options;
  const pool = outbound.openPool({ isPrivate: true, maxResponseBytes, maxConnections: 64 });
  return {
    open: (base, { accessToken, signal }) => {
      if (!isAllowedFhirBase(base)) return undefined;
      return createReader(
        (url) => getFhir({ url, accessToken, signal }, pool),
        () => undefined,
      );
    },
    close: () => pool.close(),
  };
}
