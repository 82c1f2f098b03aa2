/** Where on the page a record belongs: reports by category, findings beside the report that they are a result of. */
import {
  asList,
  asText,
  isObject,
  referenceOf,
  type Resource,
} from '../../../../ui/fhir-display.js';

export type SectionId =
  'problems' | 'pathology' | 'imaging' | 'laboratory' | 'treatments' | 'orders' | 'other';

const byType: ReadonlyMap<unknown, SectionId> = new Map<unknown, SectionId>([
  ['Condition', 'problems'],
  ['Procedure', 'treatments'],
  ['MedicationRequest', 'treatments'],
  ['MedicationStatement', 'treatments'],
  ['MedicationAdministration', 'treatments'],
  ['ServiceRequest', 'orders'],
]);

/** Codes of categories of reports and observations: LOINC parts, HL7 v2 table 0074, observation-category. */
const byCategory: ReadonlyMap<string, SectionId> = new Map<string, SectionId>([
  ['LP7839-6', 'pathology'],
  ['PAT', 'pathology'],
  ['SP', 'pathology'],
  ['CP', 'pathology'],
  ['LP29684-5', 'imaging'],
  ['RAD', 'imaging'],
  ['imaging', 'imaging'],
  ['LAB', 'laboratory'],
  ['laboratory', 'laboratory'],
]);

/** Gives the section of any record of the chart whose reports these are. */
export function observationSections(
  reports: readonly Resource[],
): (resource: Resource) => SectionId {
  const results = new Map<string, SectionId>();
  for (const report of reports) {
    for (const result of asList(report['result']).filter(isObject)) {
      const reference = asText(result['reference']);
      if (reference !== undefined) results.set(lastTwoParts(reference), categorySection(report));
    }
  }
  return (resource) =>
    byType.get(resource['resourceType']) ??
    results.get(referenceOf(resource)) ??
    categorySection(resource);
}

/** `https://ehr.example/fhir/Observation/1` and `Observation/1` name the same record here. */
function lastTwoParts(reference: string): string {
  return reference.split('/').slice(-2).join('/');
}

function categorySection(resource: Resource): SectionId {
  const codes = asList(resource['category'])
    .filter(isObject)
    .flatMap(({ coding }) => asList(coding).filter(isObject))
    .map(({ code }) => asText(code));
  const sections = codes.map((code) => byCategory.get(code ?? ''));
  return sections.find((section) => section !== undefined) ?? 'other';
}
