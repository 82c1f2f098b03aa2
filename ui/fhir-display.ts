/** Words for FHIR R4 records as they come, however odd: every function gives text or undefined and never throws. */

/** A resource from outside: nothing in it is certain. */
export type Resource = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function asText(value: unknown): string | undefined {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A CodeableConcept as its text, else the first display, else the first code. */
export function conceptText(concept: unknown): string | undefined {
  if (!isObject(concept)) return undefined;
  const codings = asList(concept['coding']).filter(isObject);
  const texts = [
    concept['text'],
    ...codings.map(({ display }) => display),
    ...codings.map(({ code }) => code),
  ];
  return texts.map(asText).find((text) => text !== undefined);
}

/** `3 %`, `<5 %`. */
export function quantityText(quantity: unknown): string | undefined {
  if (!isObject(quantity)) return undefined;
  const value = asText(quantity['value']);
  if (value === undefined) return undefined;
  const unit = asText(quantity['unit']) ?? asText(quantity['code']);
  return `${asText(quantity['comparator']) ?? ''}${value}${unit === undefined ? '' : ` ${unit}`}`;
}

/** value[x] of an Observation or a component. */
export function valueText(observation: Resource): string | undefined {
  const range = observation['valueRange'];
  return (
    quantityText(observation['valueQuantity']) ??
    conceptText(observation['valueCodeableConcept']) ??
    asText(observation['valueString']) ??
    asText(observation['valueInteger']) ??
    asText(observation['valueBoolean']) ??
    asText(observation['valueDateTime']) ??
    (isObject(range) ? rangeText(range) : undefined) ??
    conceptText(observation['dataAbsentReason'])
  );
}

function rangeText({ low, high }: Resource): string | undefined {
  const [from, to] = [quantityText(low), quantityText(high)];
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  if (from !== undefined) return `from ${from}`;
  return to === undefined ? undefined : `up to ${to}`;
}

/** Elements that hold when it happened, the clinically telling ones first. */
const dateElements = [
  'effectiveDateTime',
  'effectiveInstant',
  'performedDateTime',
  'onsetDateTime',
  'authoredOn',
  'occurrenceDateTime',
  'recordedDate',
  'issued',
  'date',
];
const periodElements = ['effectivePeriod', 'performedPeriod', 'onsetPeriod', 'occurrencePeriod'];

/** When the record begins to hold, as recorded (`2026`, `2026-10`, `2026-10-01T08:00:00Z`). */
export function startDate(resource: Resource): string | undefined {
  const periods = periodElements.map((name) => resource[name]).filter(isObject);
  const [clinical, ...others] = dateElements.map((name) => asText(resource[name]));
  return [
    clinical,
    ...periods.map(({ start, end }) => asText(start) ?? asText(end)),
    ...others,
  ].find((date) => date !== undefined);
}

/** The last day it held, where the record says so. */
export function endDate(resource: Resource): string | undefined {
  const periods = periodElements.map((name) => resource[name]).filter(isObject);
  return [...periods.map(({ end }) => asText(end)), asText(resource['abatementDateTime'])].find(
    (date) => date !== undefined,
  );
}

/** What the record is about, in a few words. */
export function recordTitle(resource: Resource): string {
  const type = asText(resource['resourceType']) ?? 'Record';
  const medication = resource['medicationReference'];
  return (
    conceptText(resource['code']) ??
    conceptText(resource['medicationCodeableConcept']) ??
    (isObject(medication) ? asText(medication['display']) : undefined) ??
    type
  );
}

export function referenceOf(resource: Resource): string {
  return `${asText(resource['resourceType']) ?? ''}/${asText(resource['id']) ?? ''}`;
}
