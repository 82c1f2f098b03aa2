/** What happened when: treatments as bars, reports and laboratory days as marks, on one axis. */
import {
  endDate,
  isObject,
  asText,
  recordTitle,
  referenceOf,
  startDate,
  type Resource,
} from '../../../../ui/fhir-display.js';
import { dateSpan, dayText } from './calendar.js';
import { treatmentTypes, type ChartRead } from './chart-reading.js';
import { resourcesOf } from './chart-summary.js';
import { observationSections } from './observation-sections.js';

export interface TimelineEvent {
  readonly key: string;
  readonly title: string;
  /** `2026-10-18`, `from 2025-01-02, still active`. */
  readonly when: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Runs on as far as is recorded. */
  readonly isOngoing: boolean;
}

export interface TimelineLane {
  readonly id: string;
  readonly title: string;
  readonly kind: 'treatment' | 'order' | 'pathology' | 'imaging' | 'laboratory';
  /** Oldest first. */
  readonly events: readonly TimelineEvent[];
}

export interface Timeline {
  readonly lanes: readonly TimelineLane[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  /** Records with no date that can be drawn. */
  readonly undatedCount: number;
}

const dayMs = 86_400_000;

/** Lanes without events are left out; undefined where nothing can be drawn. */
export function chartTimeline(chart: ChartRead, nowMs: number): Timeline | undefined {
  const treatments = treatmentTypes.flatMap((type) => resourcesOf(chart, type));
  const orders = resourcesOf(chart, 'ServiceRequest');
  const reports = resourcesOf(chart, 'DiagnosticReport');
  const sectionOf = observationSections(reports);
  const laboratory = resourcesOf(chart, 'Observation').filter(
    (one) => sectionOf(one) === 'laboratory',
  );
  const toEvents = (records: readonly Resource[]): readonly TimelineEvent[] =>
    oldestFirst(records.flatMap((record) => eventOf(record, nowMs) ?? []));
  const events = toEvents(treatments);
  const lanes: readonly TimelineLane[] = [
    ...treatmentLanes(events),
    { id: 'orders', title: 'Orders', kind: 'order', events: toEvents(orders) },
    ...(['pathology', 'imaging'] as const).map((kind) => ({
      id: kind,
      title: kind === 'pathology' ? 'Pathology' : 'Imaging',
      kind,
      events: toEvents(reports.filter((report) => sectionOf(report) === kind)),
    })),
    { id: 'laboratory', title: 'Laboratory', kind: 'laboratory', events: byDay(laboratory, nowMs) },
  ];
  const drawn = lanes.filter((lane) => lane.events.length > 0);
  if (drawn.length === 0) return undefined;
  const records = [...treatments, ...orders, ...reports, ...laboratory];
  const all = drawn.flatMap((lane) => lane.events);
  return {
    lanes: drawn,
    fromMs: all.reduce((least, { fromMs }) => Math.min(least, fromMs), nowMs),
    toMs: all.reduce((most, { toMs }) => Math.max(most, toMs), nowMs),
    nowMs,
    undatedCount: records.filter((record) => eventOf(record, nowMs) === undefined).length,
  };
}

function eventOf(record: Resource, nowMs: number): TimelineEvent | undefined {
  const start = startDate(record);
  const span = dateSpan(dayText(start));
  if (span === undefined) return undefined;
  const end = dayText(endDate(record));
  const endSpan = dateSpan(end);
  const isOngoing = end === undefined && isRunning(record);
  const toMs = isOngoing ? Math.max(span.toMs, nowMs) : (endSpan?.toMs ?? span.toMs);
  const day = dayText(start) ?? '';
  return {
    key: referenceOf(record),
    title: recordTitle(record),
    when: isOngoing ? `from ${day}, still active` : endText(day, end),
    fromMs: span.fromMs,
    toMs: Math.max(span.fromMs, toMs),
    isOngoing,
  };
}

function endText(start: string, end: string | undefined): string {
  return end === undefined || end === start ? start : `${start} to ${end}`;
}

/** Active prescriptions and procedures in progress; an active order has not begun. */
function isRunning(record: Resource): boolean {
  const status = asText(record['status']);
  if (record['resourceType'] === 'ServiceRequest') return false;
  return status === 'active' || status === 'in-progress';
}

/** One lane for each treatment, in the order in which they began. */
function treatmentLanes(events: readonly TimelineEvent[]): readonly TimelineLane[] {
  const byTitle = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const lane = byTitle.get(event.title);
    if (lane === undefined) byTitle.set(event.title, [event]);
    else lane.push(event);
  }
  return [...byTitle].map(([title, laneEvents]) => ({
    id: `treatment ${title}`,
    title,
    kind: 'treatment',
    events: laneEvents,
  }));
}

/** A day's results are one mark: a chart has hundreds. */
function byDay(records: readonly Resource[], nowMs: number): readonly TimelineEvent[] {
  const days = new Map<string, { readonly first: TimelineEvent; readonly titles: string[] }>();
  for (const record of records) {
    const event = isObject(record) ? eventOf(record, nowMs) : undefined;
    if (event === undefined) continue;
    const day = days.get(event.when);
    if (day === undefined) days.set(event.when, { first: event, titles: [event.title] });
    else day.titles.push(event.title);
  }
  return oldestFirst(
    [...days.values()].map(({ first, titles }) => ({
      ...first,
      title: titles.length === 1 ? first.title : `${titles.length} laboratory results`,
    })),
  );
}

function oldestFirst(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  return [...events].sort((a, b) => a.fromMs - b.fromMs || (a.key < b.key ? -1 : 1));
}

/** Marks that are narrower than this are drawn as points. */
export const shortestBarMs = 20 * dayMs;
