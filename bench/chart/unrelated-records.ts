/**
 * What fills real charts beside the tumour: laboratory results, vital signs, drugs, diagnoses and procedures, with all
 * the codings, references and narrative that an EHR puts around them. Record n is always the same.
 */
import type { CodeableConcept, FhirResource } from 'fhir/r4.js';
import { diagnoses, drugs, procedures, tests, vitalSigns, type Test } from './unrelated-codes.js';

interface Context {
  readonly index: number;
  readonly patientId: string;
  /** Day of the record, `YYYY-MM-DD`. */
  readonly day: string;
}

type MakeRecord = (context: Context) => FhirResource;

const makers: readonly MakeRecord[] = [
  ...repeat(laboratoryResult, 5),
  ...repeat(vitalSign, 2),
  prescription,
  diagnosis,
  procedure,
];

const dayMs = 86_400_000;
/** Older than what any fact still counts, so that the tumour's own findings stay the latest. */
const newestDays = 400;
const spreadDays = 3000;

/** So many records, dated back from an instant. */
export function unrelatedRecords(
  count: number,
  patientId: string,
  at: Date,
): readonly FhirResource[] {
  return Array.from({ length: count }, (_, index) => {
    const daysBack = newestDays + ((index * 37) % spreadDays);
    const day = new Date(at.getTime() - daysBack * dayMs).toISOString().slice(0, 10);
    return pick(makers, index)({ index, patientId, day });
  });
}

function laboratoryResult(context: Context): FhirResource {
  return measurement(pick(tests, Math.floor(context.index / 2)), 'laboratory', context);
}

function vitalSign(context: Context): FhirResource {
  return measurement(pick(vitalSigns, Math.floor(context.index / 5)), 'vital-signs', context);
}

function measurement(test: Test, category: string, context: Context): FhirResource {
  const { loinc, name, unit, low, high } = test;
  const share = ((context.index * 7919) % 101) / 100;
  const value = Math.round((low + share * (high - low)) * 10) / 10;
  const quantity = (of: number): object => ({
    value: of,
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
  return {
    resourceType: 'Observation',
    ...common('obs', `${name}: ${value} ${unit}`, context),
    status: 'final',
    category: [
      concept(['http://terminology.hl7.org/CodeSystem/observation-category', category, category]),
    ],
    code: concept(
      ['http://loinc.org', loinc, name],
      ...(isFull(context)
        ? ([['urn:oid:1.2.840.114350.1.13.0.1.7.2.768282', loinc, name]] as const)
        : []),
    ),
    encounter: encounterOf(context),
    effectiveDateTime: `${context.day}T08:${twoDigits(context.index % 60)}:00Z`,
    valueQuantity: quantity(value),
    ...(isFull(context) && {
      performer: [{ reference: 'Practitioner/eM5CWtq15N0WJeuCet5bJlQ3', display: 'Physician' }],
      referenceRange: [{ low: quantity(low), high: quantity(high), text: `${low}-${high}` }],
    }),
  };
}

function prescription(context: Context): FhirResource {
  const { rxnorm, name } = pick(drugs, Math.floor(context.index / 10));
  return {
    resourceType: 'MedicationRequest',
    ...common('med', name, context),
    status: 'completed',
    intent: 'order',
    category: [
      concept([
        'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
        'outpatient',
        'Outpatient',
      ]),
    ],
    medicationCodeableConcept: concept([
      'http://www.nlm.nih.gov/research/umls/rxnorm',
      rxnorm,
      name,
    ]),
    encounter: encounterOf(context),
    authoredOn: context.day,
    requester: { reference: 'Practitioner/eM5CWtq15N0WJeuCet5bJlQ3', display: 'Physician' },
    dosageInstruction: [
      { text: 'Take 1 tablet by mouth once daily.', timing: { repeat: { frequency: 1 } } },
    ],
  } as FhirResource;
}

function diagnosis(context: Context): FhirResource {
  const { icd, snomed, name } = pick(diagnoses, Math.floor(context.index / 10));
  const terms = 'http://terminology.hl7.org/CodeSystem';
  return {
    resourceType: 'Condition',
    ...common('dx', name, context),
    clinicalStatus: concept([`${terms}/condition-clinical`, 'resolved', 'Resolved']),
    verificationStatus: concept([`${terms}/condition-ver-status`, 'confirmed', 'Confirmed']),
    category: [concept([`${terms}/condition-category`, 'encounter-diagnosis', 'Encounter'])],
    code: concept(
      ['http://hl7.org/fhir/sid/icd-10-cm', icd, name],
      ['http://snomed.info/sct', snomed, name],
    ),
    encounter: encounterOf(context),
    onsetDateTime: context.day,
    recordedDate: context.day,
  } as FhirResource;
}

function procedure(context: Context): FhirResource {
  const { cpt, snomed, name } = pick(procedures, Math.floor(context.index / 10));
  return {
    resourceType: 'Procedure',
    ...common('proc', name, context),
    status: 'completed',
    code: concept(
      ['http://www.ama-assn.org/go/cpt', cpt, name],
      ['http://snomed.info/sct', snomed, name],
    ),
    encounter: encounterOf(context),
    performedDateTime: context.day,
  } as FhirResource;
}

/** Every fourth record; the others are as terse as what interfaces deliver. */
function isFull({ index }: Context): boolean {
  return index % 4 === 0;
}

function common(kind: string, text: string, context: Context): object {
  const { index, patientId, day } = context;
  return {
    id: `e${kind}-${String(index).padStart(6, '0')}`,
    meta: { lastUpdated: `${day}T11:15:42.000Z` },
    ...(isFull(context) && {
      text: {
        status: 'generated',
        div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${text}, ${day}</p></div>`,
      },
    }),
    subject: { reference: `Patient/${patientId}` },
  };
}

function encounterOf({ index }: Context): object {
  return { reference: `Encounter/eEnc-${String(Math.floor(index / 8)).padStart(5, '0')}` };
}

function concept(...codings: readonly (readonly [string, string, string])[]): CodeableConcept {
  const [first] = codings;
  return {
    coding: codings.map(([system, code, display]) => ({ system, code, display })),
    ...(first !== undefined && { text: first[2] }),
  };
}

function repeat(make: MakeRecord, times: number): readonly MakeRecord[] {
  return Array.from({ length: times }, () => make);
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
