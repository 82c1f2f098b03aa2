/** The Patient as a source of facts. https://hl7.org/fhir/R4/patient.html */
import type { Extension, Patient } from 'fhir/r4.js';
import { between, isSubsetOf } from '../logic/intervals.js';
import { numeric, oneOf } from '../logic/possible-values.js';
import type { BoundSource } from '../model/knowledge.js';
import type { Evidence } from '../model/values.js';
import { parseClinicalDate, yearsBetween } from './clinical-date.js';
import {
  asArray,
  recordOf,
  referenceOf,
  type FactRecord,
  type RecordOrigin,
  type ReadingContext,
} from './records.js';

/** Age in completed years (a partial birth date leaves an interval), or whether a death is recorded. */
export function readPatient(
  patient: Patient,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  const origin = (evidence: Evidence): RecordOrigin => ({
    current: true,
    evidence,
    resource: patient,
  });
  const reference = referenceOf(patient);
  if (bound.source.element === 'deceased') {
    const isDeceased = hasDied(patient);
    const evidence = { reference, value: isDeceased ? 'deceased' : 'no death recorded' };
    return [recordOf(origin(evidence), { possible: oneOf([isDeceased ? 'yes' : 'no']) })];
  }
  const birthDate: unknown = patient.birthDate;
  if (birthDate === undefined) return [];
  const evidence =
    typeof birthDate === 'string'
      ? { reference, value: `born ${birthDate}`, date: birthDate }
      : { reference };
  const birth = parseClinicalDate(birthDate, context.timeZone);
  if (birth === undefined) return [recordOf(origin(evidence), { problem: 'is not a date' })];
  const { minimum, maximum } = bound.fact;
  const years = yearsBetween(birth, context.today);
  const isPossible = isSubsetOf([years], [between(minimum, maximum)]);
  return isPossible
    ? [recordOf(origin(evidence), { possible: numeric([years]) })]
    : [recordOf(origin(evidence), { problem: 'is outside what is possible' })];
}

/** A time of death tells of a death, even where it says no more than why it is not stated. */
function hasDied({ deceasedBoolean, deceasedDateTime, _deceasedDateTime }: Patient): boolean {
  if (deceasedBoolean === true || deceasedDateTime !== undefined) return true;
  return (
    deceasedBoolean !== false && asArray(_deceasedDateTime?.extension).some(isOfAnUnstatedTime)
  );
}

const dataAbsentReason = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

function isOfAnUnstatedTime({ url, valueCode }: Extension): boolean {
  return url === dataAbsentReason && valueCode !== 'not-applicable';
}
