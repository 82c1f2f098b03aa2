/** The same entries as records that must not count: mistaken, refuted, unfinished or never done. */
import type { FhirResource } from 'fhir/r4.js';
import type { Entry } from './entries.js';

type ObservationStatus = 'preliminary' | 'cancelled' | 'entered-in-error';

function renamed(entry: Entry, suffix: string, change: (r: FhirResource) => FhirResource): Entry {
  return (subject) =>
    entry(subject).map((resource) => ({
      ...change(resource),
      id: `${resource.id ?? ''}-${suffix}`,
    }));
}

/** The observations of an entry under another status; a cancelled one keeps its value, as some EHRs do. */
export function observationsAs(status: ObservationStatus, entry: Entry): Entry {
  const suffix = { preliminary: 'prelim', cancelled: 'cancelled', 'entered-in-error': 'error' };
  return renamed(entry, suffix[status], (resource) =>
    resource.resourceType === 'Observation' ? { ...resource, status } : resource,
  );
}

/** A suspected diagnosis that was later ruled out, with the clinical status left as it was. */
export function refuted(entry: Entry): Entry {
  return renamed(entry, 'refuted', (resource) =>
    resource.resourceType === 'Condition'
      ? { ...resource, verificationStatus: verification('refuted') }
      : resource,
  );
}

/** A diagnosis entered by mistake; such a Condition has no clinical status. */
export function conditionEnteredInError(entry: Entry): Entry {
  return renamed(entry, 'error', (resource) => {
    if (resource.resourceType !== 'Condition') return resource;
    const mistaken = { ...resource, verificationStatus: verification('entered-in-error') };
    delete mistaken.clinicalStatus;
    return mistaken;
  });
}

function verification(code: string): { coding: { system: string; code: string }[] } {
  const system = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
  return { coding: [{ system, code }] };
}
