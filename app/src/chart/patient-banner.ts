/** Who the patient is, for the banner. */
import { asList, asText, isObject, type Resource } from '../../../ui/fhir-display.js';

export interface PatientBanner {
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly identifier: string;
}

/** Says "not recorded" where the record is silent. */
export function patientBanner(patient: Resource | undefined): PatientBanner {
  const record = patient ?? {};
  return {
    name: nameText(record) ?? 'Name not recorded',
    birthDate: asText(record['birthDate']) ?? 'not recorded',
    sex: asText(record['gender']) ?? 'not recorded',
    identifier: identifierText(record) ?? asText(record['id']) ?? 'not recorded',
  };
}

function nameText(record: Resource): string | undefined {
  const names = asList(record['name']).filter(isObject);
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  if (name === undefined) return undefined;
  const given = asList(name['given']).flatMap((part) => asText(part) ?? []);
  const family = asText(name['family']);
  const parts = [family, given.join(' ')].filter((part) => part !== undefined && part !== '');
  return asText(name['text']) ?? (parts.length === 0 ? undefined : parts.join(', '));
}

function identifierText(record: Resource): string | undefined {
  return asList(record['identifier'])
    .filter(isObject)
    .flatMap(({ value }) => asText(value) ?? [])
    .at(0);
}
