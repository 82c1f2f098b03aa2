/** Observations (and their components) as statements about facts. https://hl7.org/fhir/R4/observation.html */
import type { CodeableConcept, Observation } from 'fhir/r4.js';
import { numeric, oneOf } from '../logic/possible-values.js';
import type { BoundSource, FactDefinition, ValueReading } from '../model/knowledge.js';
import type { ClinicalDate, Interval, PossibleValues } from '../model/values.js';
import { monthsAgo, undated } from './clinical-date.js';
import {
  effectiveDate,
  hasAnyValue,
  isPanel,
  saysItIsAbsent,
  standingOf,
  unclearStatus,
} from './observation-standing.js';
import { readByNumber, readNumber } from './read-by-number.js';
import { parseBand, type NumberContext } from './read-number.js';
import {
  asArray,
  codingsOf,
  conceptText,
  givenValues,
  matchAll,
  matchConcept,
  recordOf,
  referenceOf,
  togetherGiven,
  type CodeMatch,
  type FactRecord,
  type ReadingContext,
} from './records.js';
import { valueText, type ValueCarrier } from './value-text.js';

type Reading = { readonly possible?: PossibleValues; readonly problem?: string } | undefined;

/** The statements of one Observation about one fact: by its own code and by those of its components. */
export function readObservation(
  observation: Observation,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  if (standingOf(observation) === 'withdrawn') return [];
  if (!isAtBodySite(observation, bound, context)) return [];
  const records: FactRecord[] = [];
  for (const carrier of carriersOf(observation)) {
    const match = matchConcept(carrier.code, bound.valueSet);
    if (match === undefined || saysItIsAbsent(carrier)) continue;
    const record = statementOf(observation, carrier, match, bound, context);
    if (record !== undefined) records.push(record);
  }
  return records;
}

function carriersOf(observation: Observation): readonly ValueCarrier[] {
  const components = asArray(observation.component);
  return components.length === 0 ? [observation] : [observation, ...components];
}

function isAtBodySite(
  observation: Observation,
  { source }: BoundSource,
  { knowledge }: ReadingContext,
): boolean {
  if (source.bodySite === undefined) return true;
  if (observation.bodySite === undefined) return source.bodySiteRequired !== true;
  return matchConcept(observation.bodySite, knowledge.valueSets.get(source.bodySite)) !== undefined;
}

function statementOf(
  observation: Observation,
  carrier: ValueCarrier,
  match: CodeMatch,
  bound: BoundSource,
  context: ReadingContext,
): FactRecord | undefined {
  const { status } = observation;
  const standing = standingOf(observation);
  // An undated record may be from any day until today.
  const date = effectiveDate(observation, context) ?? undated(context.today);
  const reading =
    readSafely(() => readValue(carrier, match, bound, context, date)) ??
    valuelessReading(observation, carrier);
  if (reading === undefined) return undefined;
  const instant = observation.effectiveDateTime ?? observation.effectiveInstant;
  return recordOf(
    {
      notCounted: standing === 'early' ? `status is ${status}` : undefined,
      date,
      instant: instant === undefined ? undefined : context.dates.instant(instant),
      current: false,
      resource: observation,
      evidence: {
        reference: referenceOf(observation),
        system: match.coding.system,
        code: match.coding.code,
        display: match.entry.display,
        value: valueText(carrier),
        date: date.text,
      },
    },
    standing === 'unclear' ? { problem: unclearStatus } : reading,
  );
}

/** A value of a shape that FHIR does not allow is one that cannot be used, of its day. */
function readSafely(read: () => Reading): Reading {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: 'is malformed' };
  }
}

/** A code alone, with no value in any form, says that something was found out, but not what: it is not silence. */
function valuelessReading(observation: Observation, carrier: ValueCarrier): Reading {
  const isOfPanel = carrier === observation && isPanel(observation);
  return isOfPanel || hasAnyValue(carrier) ? undefined : { problem: 'has no value' };
}

function readValue(
  carrier: ValueCarrier,
  match: CodeMatch,
  bound: BoundSource,
  context: ReadingContext,
  date: ClinicalDate,
): Reading {
  const { fact, source } = bound;
  const given = givenValues(source, match);
  if (given !== undefined && source.value === undefined) return { possible: oneOf(given) };
  switch (fact.kind) {
    case 'date':
      return { possible: { kind: 'date', monthsAgo: monthsAgo(date, context.today), date } };
    case 'interval':
      return readNumericFact(carrier, match, bound, context);
    case 'one-of':
    case 'set':
      return readNamedFact(carrier, bound, context);
  }
}

function numberContext(fact: FactDefinition, context: ReadingContext): NumberContext {
  return {
    fact,
    convert: context.convert,
    approximateSpreadPercent: context.knowledge.reading.approximateSpreadPercent,
  };
}

function readNumericFact(
  carrier: ValueCarrier,
  match: CodeMatch,
  { fact, source }: BoundSource,
  context: ReadingContext,
): Reading {
  if (match.entry.onlyWithPercent === true && !isPercent(carrier, context)) return undefined;
  const read = readNumber(carrier, numberContext(fact, context));
  if (read !== undefined) {
    return 'problem' in read ? read : { possible: numeric([read.interval]) };
  }
  const concept = carrier.valueCodeableConcept;
  if (concept === undefined) {
    return hasAnyValue(carrier)
      ? { problem: 'is not a number' }
      : readInterpretation(carrier, source.value, context);
  }
  const band = bandOf(concept, source.value, context);
  return band === undefined
    ? { problem: 'is a code that states no known range' }
    : { possible: numeric([band]) };
}

/** A score may be given by its meaning alone (ECOG); "high" and "low" mean nothing here. */
function readInterpretation(
  { interpretation }: ValueCarrier,
  reading: ValueReading | undefined,
  context: ReadingContext,
): Reading {
  const band = asArray(interpretation)
    .map((concept) => bandOf(concept, reading, context))
    .find((one) => one !== undefined);
  return band === undefined ? undefined : { possible: numeric([band]) };
}

function isPercent(carrier: ValueCarrier, context: ReadingContext): boolean {
  const unit = carrier.valueQuantity?.code ?? carrier.valueQuantity?.unit;
  return unit !== undefined && context.convert(unit, '%') === 1;
}

function bandOf(
  concept: CodeableConcept,
  reading: ValueReading | undefined,
  { knowledge }: ReadingContext,
): Interval | undefined {
  if (reading?.bands === undefined) return undefined;
  const match = matchConcept(concept, knowledge.valueSets.get(reading.bands));
  const band = match?.entry.properties?.['band']?.[0];
  return band === undefined ? undefined : parseBand(band);
}

function readNamedFact(
  carrier: ValueCarrier,
  bound: BoundSource,
  context: ReadingContext,
): Reading {
  const { fact, source } = bound;
  const reading = source.value ?? {};
  if (carrier.valueCodeableConcept !== undefined && reading.coded !== undefined) {
    return readCoded(carrier.valueCodeableConcept, reading, fact, context);
  }
  if (typeof carrier.valueBoolean === 'boolean' && reading.boolean !== undefined) {
    return given(reading.boolean[carrier.valueBoolean ? 'true' : 'false']);
  }
  if (reading.numbers !== undefined) return readByNumber(carrier, reading.numbers, context);
  const stated = given(valuesOfText(carrier.valueString, reading));
  return (
    stated ?? (hasAnyValue(carrier) ? { problem: 'is not one of the known answers' } : undefined)
  );
}

/** Only by the texts of the mapping file: any other word may be the name of something that every object has. */
function valuesOfText(
  text: string | undefined,
  { strings = {} }: ValueReading,
): readonly string[] | undefined {
  const known = (text ?? '').trim().toLowerCase();
  return Object.hasOwn(strings, known) ? strings[known] : undefined;
}

function given(values: readonly string[] | undefined): Reading {
  return values === undefined ? undefined : { possible: oneOf(values) };
}

/** A code whose entry says nothing about this fact gives nothing; a code that is not known at all is unusable. */
function readCoded(
  concept: CodeableConcept,
  reading: ValueReading,
  fact: FactDefinition,
  { knowledge }: ReadingContext,
): Reading {
  const matches = matchAll(concept, knowledge.valueSets.get(reading.coded ?? ''));
  if (matches.length === 0) {
    const text = conceptText({ ...concept, coding: [] });
    const values = codingsOf(concept).length === 0 ? valuesOfText(text, reading) : undefined;
    return given(values) ?? { problem: 'is not one of the known answers' };
  }
  const property = reading.property ?? fact.fact;
  return given(togetherGiven(matches.map(({ entry }) => entry.properties?.[property])));
}
