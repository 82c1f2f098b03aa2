/** The time axis that all panels share. */
import { scaleUtc, type ScaleTime } from 'd3-scale';
import { utcFormat } from 'd3-time-format';
import type { History } from '../../../src/model/smart-app.js';

export interface PlotWidth {
  /** The whole plot, in CSS pixels. */
  readonly width: number;
  /** Left of it stand the labels of values. */
  readonly gutter: number;
}

export type TimeScale = ScaleTime<number, number>;

const right = 12;
const monthMs = 30 * 86_400_000;

/** From the first record to the evaluation, or to what is dated later. */
export function timeScale(
  history: History,
  evaluatedAt: string,
  { width, gutter }: PlotWidth,
): TimeScale {
  const now = Date.parse(evaluatedAt);
  const points = history.series.flatMap(({ points: all }) => all);
  const days = [
    ...points.flatMap(({ date }) => [date.earliest, date.latest]),
    ...history.treatments.flatMap(({ start, end }) => [start, end]),
  ].flatMap((day) => (day === undefined ? [] : [dayMs(day)]));
  const known = days.filter((ms) => Number.isFinite(ms));
  const first = known.reduce((least, ms) => Math.min(least, ms), now - monthMs);
  const last = known.reduce((most, ms) => Math.max(most, ms), now);
  const margin = Math.max(monthMs / 3, (last - first) * 0.02);
  return scaleUtc()
    .domain([new Date(first - margin), new Date(last + margin)])
    .range([gutter, Math.max(gutter + 50, width - right)]);
}

/** Noon of a calendar day, in UTC: the middle of what it stands for. */
export function dayMs(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

export interface TimeTick {
  readonly x: number;
  readonly text: string;
}

const yearText = utcFormat('%Y');
const monthText = utcFormat('%b %Y');

const leastStep = 90;

/** The axis rounds to what people call a step and may take more marks than were asked for. */
function withRoom(ticks: readonly Date[], scale: TimeScale): readonly Date[] {
  const [first, second] = ticks;
  if (first === undefined || second === undefined) return ticks;
  const step = Math.ceil(leastStep / (scale(second) - scale(first)));
  return ticks.filter((_, index) => index % step === 0);
}

/** As many marks as there is room for; years alone where the time is long. */
export function timeTicks(scale: TimeScale): readonly TimeTick[] {
  const [from = 0, to = 0] = scale.range();
  const ticks = withRoom(scale.ticks(Math.max(2, Math.floor((to - from) / leastStep))), scale);
  const areYears = ticks.every((date) => date.getUTCMonth() === 0 && date.getUTCDate() === 1);
  const areMonths = ticks.every((date) => date.getUTCDate() === 1);
  const format = areYears ? yearText : areMonths ? monthText : utcFormat('%-d %b %y');
  const last = to - 28;
  return ticks.map((date) => ({ x: scale(date), text: format(date) })).filter(({ x }) => x <= last);
}
