/** What an EHR shows of a patient above everything else. */
import { asList, asText, isObject, type Resource } from '../../../../ui/fhir-display.js';
import { ageInYears, dayText } from './calendar.js';

export interface PatientBanner {
  readonly name: string | undefined;
  /** Label and value, in the order of the banner. */
  readonly items: readonly (readonly [label: string, value: string])[];
}

/** Whatever the record lacks is said to be not recorded. `today` is `YYYY-MM-DD`. */
export function patientBanner(patient: Resource, today: string): PatientBanner {
  const birthDate = asText(patient['birthDate']);
  const death = asText(patient['deceasedDateTime']);
  const age = ageInYears(birthDate, death ?? today);
  const born = birthDate === undefined ? 'not recorded' : birthDate;
  return {
    name: personName(patient),
    items: [
      ['Born', age === undefined ? born : `${born} (${age} years)`],
      ['Sex', asText(patient['gender']) ?? 'not recorded'],
      ['Id', asText(patient['id']) ?? 'not recorded'],
      ...deathItem(patient, death),
    ],
  };
}

function deathItem(patient: Resource, death: string | undefined): (readonly [string, string])[] {
  if (death !== undefined) return [['Died', dayText(death) ?? death]];
  return patient['deceasedBoolean'] === true ? [['Died', 'date not recorded']] : [];
}

/** `Egon Example-Elm`; undefined where no name is recorded. */
function personName(patient: Resource): string | undefined {
  const names = asList(patient['name']).filter(isObject);
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  if (name === undefined) return undefined;
  const parts = [...asList(name['given']), name['family']].map(asText).filter(Boolean);
  return asText(name['text']) ?? (parts.length === 0 ? undefined : parts.join(' '));
}
