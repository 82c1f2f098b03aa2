/** Where the events of a time line stand in a drawing of a given width; all lengths in CSS pixels. */
import { scaleUtc } from 'd3-scale';
import { utcFormat } from 'd3-time-format';
import { shortestBarMs, type Timeline, type TimelineEvent, type TimelineLane } from './timeline.js';

export interface PlacedEvent extends TimelineEvent {
  readonly kind: TimelineLane['kind'];
  readonly laneTitle: string;
  /** Middle of a mark, left end of a bar. */
  readonly x: number;
  readonly y: number;
  /** 0 for marks. */
  readonly width: number;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly nowX: number;
  readonly lanes: readonly { readonly id: string; readonly y: number; readonly label: string }[];
  readonly ticks: readonly Tick[];
  /** Oldest first, over all lanes. */
  readonly events: readonly PlacedEvent[];
}

const laneHeight = 40;
const axisHeight = 26;
const [marginLeft, marginRight] = [10, 16];
const pixelsPerTick = 84;
const pixelsPerLetter = 6.6;
const yearMs = 365 * 86_400_000;

export function layoutTimeline(timeline: Timeline, width: number): TimelineLayout {
  const span = Math.max(timeline.toMs - timeline.fromMs, shortestBarMs);
  const scale = scaleUtc()
    .domain([timeline.fromMs, timeline.fromMs + span])
    .range([marginLeft, width - marginRight]);
  const format = utcFormat(span > 3 * yearMs ? '%Y' : '%b %Y');
  const events = timeline.lanes.flatMap((lane, row) =>
    lane.events.map((event) => placed(event, lane, { scale, y: row * laneHeight + 27 })),
  );
  return {
    width,
    height: timeline.lanes.length * laneHeight + axisHeight,
    nowX: scale(timeline.nowMs),
    lanes: timeline.lanes.map(({ id, title }, row) => ({
      id,
      y: row * laneHeight + 13,
      label: shortened(title, Math.floor(width / pixelsPerLetter)),
    })),
    ticks: roomyTicks(
      scale.ticks(Math.max(2, Math.floor(width / pixelsPerTick))).map((date) => ({
        x: scale(date),
        text: format(date),
      })),
      width,
    ),
    events: events.sort((a, b) => a.fromMs - b.fromMs),
  };
}

interface Place {
  readonly scale: (ms: number) => number;
  readonly y: number;
}

function placed(event: TimelineEvent, lane: TimelineLane, { scale, y }: Place): PlacedEvent {
  const isBar = lane.kind === 'treatment' && event.toMs - event.fromMs >= shortestBarMs;
  const x = scale(event.fromMs);
  return {
    ...event,
    kind: lane.kind,
    laneTitle: lane.title,
    x: isBar ? x : (x + scale(event.toMs)) / 2,
    y,
    width: isBar ? Math.max(3, scale(event.toMs) - x) : 0,
  };
}

interface Tick {
  readonly x: number;
  readonly text: string;
}

/** A scale makes about as many ticks as it is asked for: those whose words would touch are left out. */
function roomyTicks(ticks: readonly Tick[], width: number): readonly Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const half = (tick.text.length * pixelsPerLetter) / 2;
    const freeFrom = (kept.at(-1)?.x ?? -Infinity) + 2 * half + 8;
    const isNew = kept.every(({ text }) => text !== tick.text);
    if (isNew && tick.x - half >= 0 && tick.x >= freeFrom && tick.x + half <= width)
      kept.push(tick);
  }
  return kept;
}

function shortened(text: string, maxLetters: number): string {
  return text.length <= maxLetters ? text : `${text.slice(0, Math.max(1, maxLetters - 1))}…`;
}
