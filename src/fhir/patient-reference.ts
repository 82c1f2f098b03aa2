/** Whose record a resource is. https://hl7.org/fhir/R4/references.html */
import type { FhirResource } from 'fhir/r4.js';
import { isRecord } from './resource.js';

/** What may follow the id in sloppy references is tolerated, so that another patient's id is not overlooked. */
const toPatient = /(?:^|\/)Patient\/([^/?#]+)(?:\/_history\/[^/?#]+)?\/?(?:[?#][^]*)?$/;

/** Some patient, found by a search that nobody makes here. */
const toSomePatient = /(?:^|\/)Patient\?/;

/** The literal references in `subject` and `patient`. */
export function patientReferences(resource: FhirResource): readonly string[] {
  const fields: Readonly<Record<string, unknown>> = { ...resource };
  return [fields['subject'], fields['patient']]
    .map((field) => (isRecord(field) ? field['reference'] : undefined))
    .filter((reference) => typeof reference === 'string');
}

/**
 * Whether a resource is the record of some other patient. Relative and absolute references are compared by the id
 * they end with; URNs are looked up among the resources that came along, and one that leads nowhere is foreign unless
 * it holds the patient's own id. Conditional references to a Patient are foreign; references to anything but a Patient,
 * and to contained resources, are not.
 */
export function belongsToAnother(
  resource: FhirResource,
  patientId: string,
  byFullUrl: ReadonlyMap<string, FhirResource>,
): boolean {
  if (resource.resourceType === 'Patient') return resource.id !== patientId;
  return patientReferences(resource).some((reference) =>
    leadsToAnother(reference, patientId, byFullUrl),
  );
}

function leadsToAnother(
  reference: string,
  patientId: string,
  byFullUrl: ReadonlyMap<string, FhirResource>,
): boolean {
  const named = toPatient.exec(reference)?.[1];
  if (named !== undefined) return named !== patientId;
  if (!reference.startsWith('urn:')) return toSomePatient.test(reference);
  const target = byFullUrl.get(reference);
  if (target !== undefined) return target.resourceType === 'Patient' && target.id !== patientId;
  return !reference.endsWith(`:${patientId}`);
}
