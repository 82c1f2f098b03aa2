/** The shapes in which an Observation's value arrives. */
import type { Observation, Quantity } from 'fhir/r4.js';
import { concept, type Coded } from './codes.js';

export type ObservationValue = Pick<
  Observation,
  | 'valueQuantity'
  | 'valueRange'
  | 'valueString'
  | 'valueInteger'
  | 'valueBoolean'
  | 'valueDateTime'
  | 'valueCodeableConcept'
  | 'dataAbsentReason'
>;

/** A Quantity with a UCUM unit; the comparator is for values such as "less than 20 %". */
export function amount(value: number, unit: string, comparator?: '<' | '>'): ObservationValue {
  return {
    valueQuantity: {
      ...quantity(value, unit),
      ...(comparator === undefined ? {} : { comparator }),
    },
  };
}

export function between(low: number, high: number, unit: string): ObservationValue {
  return { valueRange: { low: quantity(low, unit), high: quantity(high, unit) } };
}

export const words = (text: string): ObservationValue => ({ valueString: text });
export const whole = (value: number): ObservationValue => ({ valueInteger: value });
export const flag = (value: boolean): ObservationValue => ({ valueBoolean: value });
export const answer = (coded: Coded): ObservationValue => ({
  valueCodeableConcept: concept(coded),
});

/** No value, and the record says why. */
export function absent(code: 'not-performed' | 'error', display: string): ObservationValue {
  const system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
  return { dataAbsentReason: { coding: [{ system, code, display }] } };
}

function quantity(value: number, unit: string): Quantity {
  return { value, unit, system: 'http://unitsofmeasure.org', code: unit };
}
