/**
 * The course of the disease: what was measured over time, and the treatments underneath. Read by the very rules by
 * which facts are read; nothing is chosen among the records, and what cannot be shown is named.
 */
import { hull } from '../logic/intervals.js';
import { valueLabel } from '../logic/value-label.js';
import type { Chart } from '../model/chart.js';
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import type {
  History,
  HistoryPoint,
  HistorySeries,
  HistoryTreatment,
  LeftOut,
} from '../model/smart-app.js';
import type { EvaluationInstant } from '../model/stages.js';
import type { SetMember } from '../model/values.js';
import { dayOf, parseClinicalDate, unknownPast } from './clinical-date.js';
import { extractRecords, medicationIndex } from './extract.js';
import type { FactRecord, ReadingContext } from './records.js';
import { courseOf } from './therapy-course.js';
import { createUnitConverter, type UnitConverter } from './units.js';

/** Pure and linear in the size of the chart; the order of its resources does not matter. */
export function buildHistory(
  chart: Chart,
  knowledge: Knowledge,
  { at, timeZone }: EvaluationInstant,
  convert: UnitConverter = createUnitConverter(knowledge.reading.unitSpellings),
): History {
  const today = dayOf(at, timeZone);
  const medications = medicationIndex(chart);
  const context: ReadingContext = { knowledge, timeZone, today, convert, medications };
  const read = knowledge.trends.series.map((definition) => readSeries(definition, chart, context));
  return {
    series: read.map(({ series }) => series).filter(({ points }) => points.length > 0),
    treatments: treatmentsOf(chart, context),
    leftOut: leftOutOf(read),
  };
}

interface ReadSeries {
  readonly series: HistorySeries;
  readonly leftOut: readonly LeftOut[];
}

function readSeries(definition: FactDefinition, chart: Chart, context: ReadingContext): ReadSeries {
  const { fact: id, label, unit, kind, values = [] } = definition;
  const records = extractRecords(chart, context, [definition]).get(id) ?? [];
  const judged = records.map((record) => ({ record, point: pointOf(record, context.today) }));
  return {
    series: {
      id,
      label,
      ...(kind === 'interval'
        ? { kind: 'numeric', ...(unit !== undefined && { unit }) }
        : {
            kind: 'categories',
            categories: values.map((value) => ({ value, label: valueLabel(value, definition) })),
          }),
      points: judged
        .flatMap(({ point }) => (typeof point === 'string' ? [] : [point]))
        .sort(byDate),
    },
    leftOut: judged.flatMap(({ record, point }) =>
      typeof point === 'string'
        ? [{ series: id, label, evidence: { ...record.evidence, notUsed: point } }]
        : [],
    ),
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

function byDate(a: HistoryPoint, b: HistoryPoint): number {
  return (
    compare(a.date.earliest, b.date.earliest) || compare(a.evidence.reference, b.evidence.reference)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A record that another unit of the same series can show is not left out. */
function leftOutOf(read: readonly ReadSeries[]): readonly LeftOut[] {
  const shown = new Set(
    read.flatMap(({ series }) =>
      series.points.map(({ evidence }) => `${series.id} ${evidence.reference}`),
    ),
  );
  const byRecord = new Map<string, LeftOut>();
  for (const one of read.flatMap(({ leftOut }) => leftOut)) {
    const key = `${one.series} ${one.evidence.reference}`;
    if (!shown.has(key) && !byRecord.has(key)) byRecord.set(key, one);
  }
  return [...byRecord].sort(([a], [b]) => compare(a, b)).map(([, one]) => one);
}

/** A record that an earlier fact shows is not shown again for a later one. */
function treatmentsOf(chart: Chart, context: ReadingContext): readonly HistoryTreatment[] {
  const shown = new Set<string>();
  const treatments = context.knowledge.trends.treatments.flatMap((definition) => {
    const records = (
      extractRecords(chart, context, [definition]).get(definition.fact) ?? []
    ).filter(({ evidence }) => !shown.has(evidence.reference));
    for (const { evidence } of records) shown.add(evidence.reference);
    return records.flatMap((record) =>
      (record.members ?? []).map((member) => treatmentOf(member, record, definition, context)),
    );
  });
  return [
    ...new Map(treatments.map((one) => [`${one.id} ${one.evidence.reference}`, one])).values(),
  ].sort(
    (a, b) =>
      compare(a.start ?? '', b.start ?? '') ||
      compare(`${a.id} ${a.evidence.reference}`, `${b.id} ${b.evidence.reference}`),
  );
}

function treatmentOf(
  member: SetMember,
  { resource, evidence }: FactRecord,
  definition: FactDefinition,
  { timeZone }: ReadingContext,
): HistoryTreatment {
  const course = courseOf(resource, member.status);
  const start = parseClinicalDate(course?.start, timeZone)?.earliest ?? member.date?.earliest;
  const end = parseClinicalDate(course?.end, timeZone)?.latest;
  return {
    id: member.id,
    label: valueLabel(member.id, definition),
    status: member.status,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    evidence,
  };
}
