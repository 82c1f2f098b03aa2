/** What the sandbox server holds and how it can be searched: one row per resource type. https://hl7.org/fhir/R4/searchparameter-registry.html */

export type SearchParameter =
  /** Codes, codings, codeable concepts and identifiers; a reference stands for the code of the Medication it names. */
  | { readonly kind: 'token'; readonly paths: readonly string[] }
  | { readonly kind: 'date'; readonly paths: readonly string[] }
  | { readonly kind: 'string'; readonly paths: readonly string[] }
  /** The patient whose record it is; found by index. */
  | { readonly kind: 'patient' }
  | { readonly kind: 'reference'; readonly path: string; readonly target: string }
  | { readonly kind: 'id' };

export interface ResourceType {
  readonly name: string;
  /** Whether `subject` names the patient whose record it is. */
  readonly isPatientBound: boolean;
  /** Where its clinical date stands; the first that is given counts. */
  readonly clinicalDate: readonly string[];
  readonly parameters: ReadonlyMap<string, SearchParameter>;
}

type ParameterRows = Readonly<Record<string, SearchParameter>>;

const token = (...paths: readonly string[]): SearchParameter => ({ kind: 'token', paths });
const date = (...paths: readonly string[]): SearchParameter => ({ kind: 'date', paths });
const string = (...paths: readonly string[]): SearchParameter => ({ kind: 'string', paths });

const everywhere: ParameterRows = {
  _id: { kind: 'id' },
  _lastUpdated: date('meta.lastUpdated'),
  identifier: token('identifier'),
};

function row(name: string, parameters: ParameterRows): ResourceType {
  return {
    name,
    isPatientBound: false,
    clinicalDate: [],
    parameters: new Map(Object.entries({ ...everywhere, ...parameters })),
  };
}

/** `date` searches the clinical date on every type, also where R4 has another name for it; that name works as well. */
function recordRow(
  name: string,
  clinicalDate: readonly string[],
  parameters: ParameterRows,
): ResourceType {
  const patient: SearchParameter = { kind: 'patient' };
  const shared = { patient, subject: patient, date: date(...clinicalDate) };
  const plain = row(name, { ...shared, ...parameters });
  return { ...plain, isPatientBound: true, clinicalDate };
}

const person: ParameterRows = {
  name: string('name.family', 'name.given', 'name.text', 'name.prefix', 'name.suffix'),
  family: string('name.family'),
  given: string('name.given'),
  gender: token('gender'),
};
const medicationCode = token('medicationCodeableConcept', 'medicationReference');
const effective = [
  'effectiveDateTime',
  'effectivePeriod',
  'effectiveInstant',
  'effectiveTiming.event',
];
const onset = ['onsetDateTime', 'onsetPeriod'];
const collected = ['collection.collectedDateTime', 'collection.collectedPeriod'];
const status = token('status');
const coded = { code: token('code'), category: token('category') };

const rows: readonly ResourceType[] = [
  row('Patient', { ...person, birthdate: date('birthDate') }),
  recordRow('Condition', [...onset, 'recordedDate'], {
    ...coded,
    'clinical-status': token('clinicalStatus'),
    'verification-status': token('verificationStatus'),
    'onset-date': date(...onset),
    'recorded-date': date('recordedDate'),
  }),
  recordRow('Observation', effective, { ...coded, status }),
  recordRow('Procedure', ['performedDateTime', 'performedPeriod'], { ...coded, status }),
  recordRow('MedicationRequest', ['authoredOn'], {
    code: medicationCode,
    status,
    category: token('category'),
    intent: token('intent'),
    authoredon: date('authoredOn'),
  }),
  recordRow('MedicationStatement', effective, {
    code: medicationCode,
    status,
    category: token('category'),
    effective: date(...effective),
  }),
  recordRow('MedicationAdministration', effective, {
    code: medicationCode,
    status,
    category: token('category'),
    'effective-time': date(...effective),
  }),
  row('Medication', { code: token('code'), status }),
  recordRow('DiagnosticReport', effective, { ...coded, status }),
  recordRow('ServiceRequest', ['authoredOn'], {
    ...coded,
    status,
    intent: token('intent'),
    authored: date('authoredOn'),
  }),
  recordRow('Encounter', ['period'], { status, class: token('class'), type: token('type') }),
  row('Practitioner', person),
  row('PractitionerRole', {
    practitioner: { kind: 'reference', path: 'practitioner.reference', target: 'Practitioner' },
    organization: { kind: 'reference', path: 'organization.reference', target: 'Organization' },
  }),
  row('Organization', { name: string('name', 'alias') }),
  recordRow('ImagingStudy', ['started'], { status, started: date('started') }),
  recordRow('Specimen', collected, { status, type: token('type'), collected: date(...collected) }),
  recordRow('DocumentReference', ['date'], {
    status,
    type: token('type'),
    category: token('category'),
  }),
];

/** By name; a Map, so that names like `constructor` find nothing. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  rows.map((type) => [type.name, type]),
);
