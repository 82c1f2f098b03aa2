/** Access to FHIR servers for tests that are about something else. */
import { createOpenFhirAccess } from '../../src/gather/index.js';
import type { FhirAccess } from '../../src/model/stages.js';
import { createOutbound } from '../../src/outbound/index.js';

/** Whatever bases the predicate allows. */
export function openAccess(
  isAllowedFhirBase: (base: URL) => boolean,
  maxResponseBytes = 100_000,
): FhirAccess {
  return createOpenFhirAccess({
    isAllowedFhirBase,
    maxResponseBytes,
    outbound: createOutbound({}),
  });
}

/** No server at all. */
export const noAccess: FhirAccess = {
  open: () => undefined,
  close: () => Promise.resolve(),
};
