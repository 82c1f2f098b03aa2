/** Whose record a resource is. https://hl7.org/fhir/R4/references.html */
import type { FhirResource } from 'fhir/r4.js';
import { isRecord } from './resource.js';

/** What may follow the id in sloppy references is tolerated, so that another patient's id is not overlooked. */
const toPatient = /(?:^|\/)Patient\/([^/?#]+)(?:\/_history\/[^/?#]+)?\/?(?:[?#][^]*)?$/i;

/**
 * Whether a resource is the record of some other patient, by the literal references in `subject` and `patient` (lists of
 * them included). Relative and absolute references are compared by the id
 * they end with, whichever server they name: gateways write them anew. URNs are looked up among the resources that came
 * along, and one that leads nowhere is foreign unless it holds the patient's own id. Every other literal reference (a
 * search, a group, a contained resource, an id alone that is another) does not name this patient, and is foreign. A
 * resource without a literal reference came in answer to a search for this patient, and is taken for its record.
 */
export function belongsToAnother(
  resource: FhirResource,
  patientId: string,
  byUrn: ReadonlyMap<string, FhirResource>,
): boolean {
  if (resource.resourceType === 'Patient') return resource.id !== patientId;
  const { subject, patient } = resource as {
    readonly subject?: unknown;
    readonly patient?: unknown;
  };
  const namesAnother = (field: unknown): boolean => {
    const reference = isRecord(field) ? field['reference'] : undefined;
    return typeof reference === 'string' && leadsToAnother(reference, patientId, byUrn);
  };
  return [subject, patient].some((field) =>
    Array.isArray(field) ? field.some(namesAnother) : namesAnother(field),
  );
}

function leadsToAnother(
  reference: string,
  patientId: string,
  byUrn: ReadonlyMap<string, FhirResource>,
): boolean {
  const named = toPatient.exec(reference)?.[1];
  if (named !== undefined) return named !== patientId;
  if (!reference.startsWith('urn:')) return reference !== patientId;
  const target = byUrn.get(reference);
  if (target !== undefined) return target.resourceType !== 'Patient' || target.id !== patientId;
  return !reference.endsWith(`:${patientId}`);
}
