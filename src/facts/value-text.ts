/** Values of Observations and their components in the words of the record. */
import type { Observation, ObservationComponent, Quantity, Range } from 'fhir/r4.js';
import { asArray, conceptText } from './records.js';

/** What carries a value: an Observation or one of its components. */
export type ValueCarrier = Observation | ObservationComponent;

const longestText = 200;

/** The value as recorded, for people. */
export function valueText(carrier: ValueCarrier): string | undefined {
  const { valueQuantity, valueRange, valueBoolean, valueInteger, valueString } = carrier;
  if (valueQuantity !== undefined) return quantityText(valueQuantity);
  if (valueRange !== undefined) return rangeText(valueRange);
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'yes' : 'no';
  if (valueInteger !== undefined) return String(valueInteger);
  const concept = carrier.valueCodeableConcept ?? asArray(carrier.interpretation)[0];
  const text: unknown = valueString ?? conceptText(concept);
  return typeof text === 'string' ? text.slice(0, longestText) : undefined;
}

function quantityText({ comparator, value, unit, code }: Quantity): string {
  return `${comparator ?? ''}${value ?? ''} ${unit ?? code ?? ''}`.trim().slice(0, longestText);
}

function rangeText({ low, high }: Range): string {
  const unit = high?.unit ?? low?.unit ?? high?.code ?? '';
  return `${low?.value ?? ''}-${high?.value ?? ''} ${unit}`.trim().slice(0, longestText);
}
