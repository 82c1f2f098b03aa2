/** What may be taken for a FHIR R4 resource in data that nobody has checked. https://hl7.org/fhir/R4/resource.html */
import type { FhirResource } from 'fhir/r4.js';

const typeName = /^[A-Z][A-Za-z]+$/;

/** Whether the value is a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is an object that names its resource type and whose id, if any, is a string. Elements are not checked. */
export function isResource(value: unknown): value is FhirResource {
  if (!isRecord(value)) return false;
  const { resourceType, id } = value;
  return (
    typeof resourceType === 'string' &&
    typeName.test(resourceType) &&
    (id === undefined || (typeof id === 'string' && id !== ''))
  );
}
