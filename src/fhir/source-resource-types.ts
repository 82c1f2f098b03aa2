import type { SourceResource } from '../model/knowledge.js';

const medicationTypes = ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'];

/** Resource types that a mapping's `resource` stands for. */
export function resourceTypesOf(resource: SourceResource): readonly string[] {
  return resource === 'Medication' ? medicationTypes : [resource];
}
