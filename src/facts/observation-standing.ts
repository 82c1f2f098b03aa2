/** How far an Observation may be relied on, and of when it is: the same for all that read Observations. */
import type { Observation } from 'fhir/r4.js';
import type { ClinicalDate } from '../model/values.js';
import { asArray, codingsOf, isThere, type ReadingContext } from './records.js';
import type { ValueCarrier } from './value-text.js';

/** unclear: its status does not say whether it is final. */
export type ObservationStanding = 'final' | 'early' | 'withdrawn' | 'unclear';

export const unclearStatus = 'has a status that does not say whether it is final';

const standings: ReadonlyMap<unknown, ObservationStanding> = new Map([
  ['final', 'final'],
  ['amended', 'final'],
  ['corrected', 'final'],
  ['preliminary', 'early'],
  ['registered', 'early'],
  ['entered-in-error', 'withdrawn'],
  ['cancelled', 'withdrawn'],
]);

export function standingOf({ status }: Observation): ObservationStanding {
  return standings.get(status) ?? 'unclear';
}

/** The clinically relevant time (effective), never the time of issue; undefined where none is stated. */
export function effectiveDate(
  observation: Observation,
  context: ReadingContext,
): ClinicalDate | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod } = observation;
  const text =
    effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start;
  return context.dates.date(text);
}

const absenceSystems = [
  'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
];

/** By the element meant for it, or by such a reason in the place of the value, as mCODE's own examples do. */
export function saysItIsAbsent({ dataAbsentReason, valueCodeableConcept }: ValueCarrier): boolean {
  if (isThere(dataAbsentReason)) return true;
  const codings = codingsOf(valueCodeableConcept);
  return codings.length > 0 && codings.every(({ system = '' }) => absenceSystems.includes(system));
}

export function hasAnyValue(carrier: ValueCarrier): boolean {
  return Object.keys(carrier).some((key) => key.startsWith('value'));
}

/** What a panel found out, its parts say. */
export function isPanel({ component, hasMember }: Observation): boolean {
  return asArray(component).length + asArray(hasMember).length > 0;
}
