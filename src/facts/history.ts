/**
 * The course of the disease: what was measured over time, and the treatments underneath. Read by the very rules by
 * which facts are read; nothing is chosen among the records, and what cannot be shown is named.
 */
import { hull } from '../logic/intervals.js';
import { valueLabel } from '../logic/value-label.js';
import type { Chart } from '../model/chart.js';
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import type { History, HistoryPoint, HistorySeries, LeftOut } from '../model/smart-app.js';
import type { EvaluationInstant } from '../model/stages.js';
import { createDateReader, dayOf, unknownPast } from './clinical-date.js';
import { extractRecords } from './extract.js';
import { productIndex } from './medication.js';
import { compare, compareAsText, createRegister } from './history-order.js';
import type { FactRecord, ReadingContext } from './records.js';
import { treatmentHistory } from './treatment-history.js';
import { createUnitConverter, type UnitConverter } from './units.js';

/** Pure and linear in the size of the chart; the order of its resources does not matter. */
export function buildHistory(
  chart: Chart,
  knowledge: Knowledge,
  { at, timeZone }: EvaluationInstant,
  convert: UnitConverter = createUnitConverter(knowledge.reading.unitSpellings),
): History {
  const today = dayOf(at, timeZone);
  const products = productIndex(chart.resources.get('Medication') ?? []);
  const dates = createDateReader(timeZone);
  const context: ReadingContext = { knowledge, timeZone, dates, today, convert, products };
  const read = knowledge.trends.series.flatMap((definition) =>
    readRecords(definition, chart, context),
  );
  return {
    series: knowledge.trends.series
      .map((definition) => seriesOf(definition, read))
      .filter(({ points }) => points.length > 0),
    treatments: treatmentHistory(chart, context),
    leftOut: leftOutOf(read),
  };
}

interface ReadRecord {
  readonly definition: FactDefinition;
  readonly record: FactRecord;
  /** Or why there is none. */
  readonly point: HistoryPoint | string;
}

function readRecords(
  definition: FactDefinition,
  chart: Chart,
  context: ReadingContext,
): readonly ReadRecord[] {
  const records =
    extractRecords(chart, context, context.knowledge.trends.sources.get(definition)).get(
      definition.fact,
    ) ?? [];
  return records.map((record) => ({ definition, record, point: pointOf(record, context.today) }));
}

function seriesOf(definition: FactDefinition, read: readonly ReadRecord[]): HistorySeries {
  const { fact: id, label, unit, kind, values = [] } = definition;
  return {
    id,
    label,
    ...(kind === 'interval'
      ? { kind: 'numeric', ...(unit !== undefined && { unit }) }
      : {
          kind: 'categories',
          categories: values.map((value) => ({ value, label: valueLabel(value, definition) })),
        }),
    points: read
      .flatMap((one) =>
        one.definition === definition && typeof one.point !== 'string' ? [one.point] : [],
      )
      .sort(byDate),
  };
}

/** The record as a point, or why it cannot be one. */
function pointOf(record: FactRecord, today: string): HistoryPoint | string {
  const { date, possible, evidence, notCounted } = record;
  if (possible === undefined) return record.problem ?? 'cannot be used';
  if (date === undefined || date.earliest === unknownPast) return 'is undated';
  if (date.earliest > today) return 'is dated in the future';
  const point = {
    date,
    evidence: { ...evidence, ...(notCounted !== undefined && { notUsed: notCounted }) },
  };
  if (possible.kind === 'one-of') return { ...point, values: possible.values };
  const range = possible.kind === 'interval' ? hull(possible.intervals) : undefined;
  if (range === undefined) return 'cannot be shown';
  return {
    ...point,
    ...(Number.isFinite(range.low) && { low: range.low }),
    ...(Number.isFinite(range.high) && { high: range.high }),
  };
}

/** A record that another unit of the same series can show is not left out. */
function leftOutOf(read: readonly ReadRecord[]): readonly LeftOut[] {
  const isNew = createRegister();
  for (const { point, record, definition } of read) {
    if (typeof point !== 'string') isNew(record.resource, definition.fact);
  }
  const leftOut = read.flatMap(({ definition: { fact, label }, record, point }) =>
    typeof point === 'string' && isNew(record.resource, fact)
      ? [{ series: fact, label, evidence: { ...record.evidence, notUsed: point } }]
      : [],
  );
  return leftOut.sort(byRecord);
}

function byDate(a: HistoryPoint, b: HistoryPoint): number {
  return (
    compare(a.date.earliest, b.date.earliest) ||
    compare(a.evidence.reference, b.evidence.reference) ||
    compareAsText(a, b)
  );
}

function byRecord(a: LeftOut, b: LeftOut): number {
  return (
    compare(a.series, b.series) ||
    compare(a.evidence.reference, b.evidence.reference) ||
    compareAsText(a, b)
  );
}
