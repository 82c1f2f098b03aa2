/** Entries of a chart: each yields resources once it is known whose chart it is and when the sandbox started. */
import type { Extension, FhirResource, Observation, Reference } from 'fhir/r4.js';
import { fhirDate, type When } from './calendar.js';
import { codings, concept, type Code, type Coded } from './codes.js';
import type { ObservationValue } from './values.js';

export interface Subject {
  readonly id: string;
  readonly startedAt: Date;
  /** UTC offset of the hospital. */
  readonly offset: string;
}

/** `ids` are `{patient}-{slug}-{when}`, so they never change and two entries may point at each other by name. */
export type Entry = (subject: Subject) => readonly FhirResource[];

export function idOf(subject: Subject, slug: string, when: When): string {
  return `${subject.id}-${slug}-${when.label}`;
}

export function dateOf(subject: Subject, when: When): string {
  return fhirDate(subject.startedAt, when, subject.offset);
}

export function ofPatient(subject: Subject): Reference {
  return { reference: `Patient/${subject.id}` };
}

function term(system: string, code: string): { coding: { system: string; code: string }[] } {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}

export interface ConditionOptions {
  readonly clinical?: 'active' | 'inactive' | 'resolved' | 'remission';
  readonly abated?: When;
  readonly category?: 'problem-list-item' | 'encounter-diagnosis';
  readonly bodySite?: Code;
  readonly extension?: Extension;
  readonly profile?: string;
}

/** A confirmed, active problem unless the options say otherwise. */
export function condition(
  slug: string,
  code: Coded,
  when: When,
  options: ConditionOptions = {},
): Entry {
  return (subject) => [
    {
      resourceType: 'Condition',
      id: idOf(subject, slug, when),
      ...(options.profile === undefined ? {} : { meta: { profile: [options.profile] } }),
      ...(options.extension === undefined ? {} : { extension: [options.extension] }),
      clinicalStatus: term('condition-clinical', options.clinical ?? 'active'),
      verificationStatus: term('condition-ver-status', 'confirmed'),
      category: [term('condition-category', options.category ?? 'problem-list-item')],
      code: concept(code),
      ...(options.bodySite === undefined ? {} : { bodySite: [concept(options.bodySite)] }),
      subject: ofPatient(subject),
      onsetDateTime: dateOf(subject, when),
      recordedDate: dateOf(subject, when),
      ...(options.abated === undefined
        ? {}
        : { abatementDateTime: dateOf(subject, options.abated) }),
    },
  ];
}

export interface ObservationOptions {
  readonly category?: 'laboratory' | 'imaging' | 'exam' | 'survey' | 'vital-signs' | 'procedure';
  /** `{slug}-{when}` of a Specimen of this chart. */
  readonly specimen?: string;
  readonly bodySite?: Code;
  readonly method?: Code;
  readonly profile?: string;
  readonly component?: Observation['component'];
}

export function observation(
  slug: string,
  code: Coded,
  when: When,
  value: ObservationValue,
  options: ObservationOptions = {},
): Entry {
  return (subject) => [
    {
      resourceType: 'Observation',
      id: idOf(subject, slug, when),
      ...(options.profile === undefined ? {} : { meta: { profile: [options.profile] } }),
      status: 'final',
      category: [term('observation-category', options.category ?? 'laboratory')],
      code: concept(code),
      subject: ofPatient(subject),
      effectiveDateTime: dateOf(subject, when),
      ...value,
      ...(options.bodySite === undefined ? {} : { bodySite: concept(options.bodySite) }),
      ...(options.method === undefined ? {} : { method: concept(options.method) }),
      ...(options.specimen === undefined
        ? {}
        : { specimen: { reference: `Specimen/${subject.id}-${options.specimen}` } }),
      ...(options.component === undefined ? {} : { component: options.component }),
    },
  ];
}

/** A completed procedure unless the status says otherwise. */
export function procedure(
  slug: string,
  code: Coded,
  when: When,
  status: 'completed' | 'not-done' = 'completed',
): Entry {
  return (subject) => [
    {
      resourceType: 'Procedure',
      id: idOf(subject, slug, when),
      status,
      code: concept(code),
      subject: ofPatient(subject),
      performedDateTime: dateOf(subject, when),
    },
  ];
}

export function medication(
  slug: string,
  drug: Coded,
  when: When,
  dose: string,
  status: 'active' | 'completed' | 'stopped' | 'cancelled' = 'active',
): Entry {
  return (subject) => [
    {
      resourceType: 'MedicationRequest',
      id: idOf(subject, slug, when),
      status,
      intent: 'order',
      medicationCodeableConcept: concept(drug),
      subject: ofPatient(subject),
      authoredOn: dateOf(subject, when),
      dosageInstruction: [{ text: dose }],
    },
  ];
}

export function order(
  slug: string,
  code: Coded,
  when: When,
  status: 'active' | 'completed' | 'revoked' = 'active',
): Entry {
  return (subject) => [
    {
      resourceType: 'ServiceRequest',
      id: idOf(subject, slug, when),
      status,
      intent: 'order',
      code: concept(code),
      subject: ofPatient(subject),
      authoredOn: dateOf(subject, when),
    },
  ];
}

export interface ReportOptions {
  readonly conclusion?: string;
  /** `{slug}-{when}` of Observations of this chart. */
  readonly results?: readonly string[];
  readonly text?: string;
}

const REPORT_CATEGORY = {
  radiology: { system: 'http://loinc.org', code: 'LP29684-5', display: 'Radiology' },
  pathology: { system: 'http://loinc.org', code: 'LP7839-6', display: 'Pathology' },
} as const;

export function report(
  slug: string,
  category: keyof typeof REPORT_CATEGORY,
  code: Coded,
  when: When,
  options: ReportOptions = {},
): Entry {
  const results = options.results ?? [];
  return (subject) => [
    {
      resourceType: 'DiagnosticReport',
      id: idOf(subject, slug, when),
      status: 'final',
      category: [{ coding: codings(REPORT_CATEGORY[category]) }],
      code: concept(code, options.text),
      subject: ofPatient(subject),
      effectiveDateTime: dateOf(subject, when),
      ...(results.length === 0
        ? {}
        : { result: results.map((name) => ({ reference: `Observation/${subject.id}-${name}` })) }),
      ...(options.conclusion === undefined ? {} : { conclusion: options.conclusion }),
    },
  ];
}

export function specimen(slug: string, when: When, site: string): Entry {
  return (subject) => [
    {
      resourceType: 'Specimen',
      id: idOf(subject, slug, when),
      status: 'available',
      type: { text: 'Tissue' },
      subject: ofPatient(subject),
      collection: { collectedDateTime: dateOf(subject, when), bodySite: { text: site } },
    },
  ];
}

export function encounter(slug: string, when: When, reason: string): Entry {
  return (subject) => [
    {
      resourceType: 'Encounter',
      id: idOf(subject, slug, when),
      status: 'finished',
      class: {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
        code: 'AMB',
        display: 'ambulatory',
      },
      subject: ofPatient(subject),
      period: { start: dateOf(subject, when), end: dateOf(subject, when) },
      reasonCode: [{ text: reason }],
    },
  ];
}

/** Several entries as one. */
export function together(...entries: readonly Entry[]): Entry {
  return (subject) => entries.flatMap((entry) => entry(subject));
}
