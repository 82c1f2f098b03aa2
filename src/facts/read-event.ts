/** Procedures, medications, orders and reports: things planned, under way or done. */
import type {
  CodeableConcept,
  DiagnosticReport,
  FhirResource,
  Procedure,
  ServiceRequest,
} from 'fhir/r4.js';
import { oneOf } from '../logic/possible-values.js';
import type { BoundSource } from '../model/knowledge.js';
import type { SourceState } from '../model/mapping-files.js';
import type { ClinicalDate, Evidence, SetMember } from '../model/values.js';
import { monthsAgo } from './clinical-date.js';
import { orderState, procedureState, type ReadState } from './event-state.js';
import {
  isMedication,
  medicationConcept,
  medicationDateText,
  medicationState,
  type Medication,
} from './medication.js';
import {
  asArray,
  conceptText,
  givenValues,
  matchConcept,
  recordOf,
  referenceOf,
  type CodeMatch,
  type FactRecord,
  type ReadingContext,
} from './records.js';

function possibleStates(state: NonNullable<ReadState>): readonly SourceState[] {
  if (state === 'unclear') return ['past', 'active', 'planned'];
  return [state === 'unclear-past' ? 'past' : state];
}

/** What all kinds of events have in common once their own fields are read. */
interface ClinicalEvent {
  readonly code: CodeableConcept | undefined;
  readonly state: ReadState;
  readonly date: string | undefined;
  readonly bodySite: readonly CodeableConcept[];
}

/** The statement of one Procedure, medication, order or report about one fact. */
export function readEvent(
  resource: FhirResource,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  const event = eventOf(resource, context);
  if (event?.state === undefined) return [];
  // What may have been done, be under way or planned is read as if it were, and marked so.
  const state = possibleStates(event.state).find((one) => counts(one, bound));
  if (state === undefined) return [];
  const match = matchConcept(event.code, bound.valueSet);
  if (match === undefined || !isAtBodySite(event, bound, context)) return [];
  const records = recordsOf(resource, event, state, match, bound, context);
  return state === event.state ? records : records.map(asUnclear);
}

function asUnclear(record: FactRecord): FactRecord {
  const problem = 'has a status or an intent that does not say whether it was done or is planned';
  return recordOf(record, { unclearMembers: record.members, problem });
}

function recordsOf(
  resource: FhirResource,
  event: ClinicalEvent,
  state: SourceState,
  match: CodeMatch,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  const evidence = evidenceOf(resource, event, match);
  const date = context.dates.date(event.date);
  const age = date && monthsAgo(date, context.today);
  const origin = { date, current: false, resource, evidence };
  if (bound.fact.kind === 'date') {
    // Done, but nobody knows when: it may have been today or long ago.
    const anyTime = { low: 0, high: Infinity };
    return [recordOf(origin, { possible: { kind: 'date', date, monthsAgo: age ?? anyTime } })];
  }
  const values = givenValues(bound.source, match);
  if (values === undefined) return [];
  if (bound.fact.kind !== 'set') return [recordOf(origin, { possible: oneOf(values) })];
  const members = values.map((id): SetMember => ({
    id,
    status: memberStatus(state, date, context),
    date,
    monthsAgo: age,
    evidence: [evidence],
  }));
  return [recordOf(origin, { members })];
}

/** What is about to begin is shown as under way, unless its day is still to come. */
function memberStatus(
  state: SourceState,
  date: ClinicalDate | undefined,
  { today }: ReadingContext,
): SetMember['status'] {
  if (state !== 'prepared') return state;
  return date !== undefined && date.earliest > today ? 'planned' : 'active';
}

/** Facts other than sets are established only by what is done. */
function counts(state: SourceState, { fact, source }: BoundSource): boolean {
  if (fact.kind !== 'set' && state !== 'past') return false;
  return source.states?.includes(state) ?? true;
}

function evidenceOf(resource: FhirResource, event: ClinicalEvent, match: CodeMatch): Evidence {
  const { system, code } = match.coding;
  const text = conceptText(event.code);
  return {
    reference: referenceOf(resource),
    system,
    code,
    display: match.entry.display,
    value: text,
    date: typeof event.date === 'string' ? event.date : undefined,
  };
}

function isAtBodySite(
  event: ClinicalEvent,
  { source }: BoundSource,
  { knowledge }: ReadingContext,
): boolean {
  if (source.bodySite === undefined) return true;
  if (event.bodySite.length === 0) return source.bodySiteRequired !== true;
  const valueSet = knowledge.valueSets.get(source.bodySite);
  return event.bodySite.some((site) => matchConcept(site, valueSet) !== undefined);
}

function eventOf(resource: FhirResource, context: ReadingContext): ClinicalEvent | undefined {
  const { resourceType } = resource;
  if (resourceType === 'Procedure') return ofProcedure(resource);
  if (resourceType === 'DiagnosticReport') return ofReport(resource);
  if (resourceType === 'ServiceRequest') return ofOrder(resource);
  return isMedication(resource) ? ofMedication(resource, context) : undefined;
}

function ofProcedure(procedure: Procedure): ClinicalEvent {
  return {
    code: procedure.code,
    state: procedureState(procedure),
    date: procedureDateText(procedure),
    bodySite: asArray(procedure.bodySite),
  };
}

/** When it was performed; of a period its end. */
export function procedureDateText(procedure: Procedure): string | undefined {
  const { performedDateTime, performedPeriod } = procedure;
  const texts: readonly unknown[] = [
    performedDateTime,
    performedPeriod?.end,
    performedPeriod?.start,
  ];
  return texts.find((text) => typeof text === 'string');
}

function ofMedication(resource: Medication, context: ReadingContext): ClinicalEvent {
  return {
    code: medicationConcept(resource, context.products),
    state: medicationState(resource),
    date: medicationDateText(resource),
    bodySite: [],
  };
}

function ofReport(report: DiagnosticReport): ClinicalEvent {
  const isDone = isFinalReport(report);
  return {
    code: report.code,
    state: isDone ? 'past' : undefined,
    date: reportDateText(report),
    bodySite: [],
  };
}

export function isFinalReport(report: DiagnosticReport): boolean {
  return ['final', 'amended', 'corrected', 'appended'].includes(report.status);
}

export function reportDateText(report: DiagnosticReport): string | undefined {
  return report.effectiveDateTime ?? report.effectivePeriod?.end ?? report.effectivePeriod?.start;
}

function ofOrder(order: ServiceRequest): ClinicalEvent {
  return {
    code: order.code,
    state: orderState(order),
    date: order.occurrenceDateTime ?? order.authoredOn,
    bodySite: asArray(order.bodySite),
  };
}
