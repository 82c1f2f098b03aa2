/** Where the values of a number series stand: "<5" and ranges as intervals, partial dates as widths. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { HistoryPoint, HistorySeries } from '../../../src/model/smart-app.js';
import { numberText } from '../evaluation/value-text.js';
import { dayMs, type TimeScale } from './time-scale.js';

export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** A record of a series on the plot. */
export interface PlottedPoint {
  readonly point: HistoryPoint;
  readonly x: Extent;
  /** From the upper to the lower end, downwards. */
  readonly y: Extent;
  /** The value has no upper or no lower end. */
  readonly isOpen: boolean;
}

export interface ValueTick {
  readonly y: number;
  readonly text: string;
}

export interface Panel {
  readonly points: readonly PlottedPoint[];
  readonly ticks: readonly ValueTick[];
  readonly limits: readonly ValueTick[];
}

export interface PanelSpace {
  readonly time: TimeScale;
  readonly height: number;
}

const padding = 12;
/** From here on, equal steps would crush the small values. */
const wideRange = 30;

type ValueScale = ((value: number) => number) & { ticks: (count: number) => number[] };

export function numericPanel(
  series: HistorySeries,
  limits: readonly number[],
  { time, height }: PanelSpace,
): Panel {
  const scale = valueScale(series.points, limits, height);
  const place = (value: number): number => scale(value);
  return {
    points: series.points.map((point) => ({
      point,
      x: timeExtent(point, time),
      y: {
        from: point.high === undefined ? 0 : place(point.high),
        to: point.low === undefined ? height : place(point.low),
      },
      isOpen: point.high === undefined || point.low === undefined,
    })),
    ticks: thinned(scale.ticks(3).map((value) => ({ y: place(value), text: numberText(value) }))),
    limits: limits
      .map((value) => ({ y: place(value), text: numberText(value) }))
      .filter(({ y }) => y >= 0 && y <= height)
      .map((tick, index, all) => withRoom(tick, all[index + 1])),
  };
}

function valueScale(
  points: readonly HistoryPoint[],
  limits: readonly number[],
  height: number,
): ValueScale {
  const values = points
    .flatMap(({ low, high }) => [low, high])
    .filter((value) => value !== undefined);
  const most = Math.max(...values, ...limits.slice(0, 2), 1e-9);
  const positive = values.filter((value) => value > 0);
  const least = positive.length === 0 ? most : Math.min(...positive);
  const range: [number, number] = [height - padding, padding];
  if (limits.length === 0 && most / least >= wideRange) {
    const log = scaleLog()
      .domain([least / 1.5, most])
      .range(range)
      .clamp(true);
    return Object.assign((value: number) => log(value), { ticks: () => decadesOf(least, most) });
  }
  const linear = scaleLinear().domain([0, most]).nice(3).range(range);
  return Object.assign((value: number) => linear(value), {
    ticks: (count: number) => linear.ticks(count),
  });
}

function decadesOf(least: number, most: number): number[] {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const decades = Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
  return decades.filter((value) => value >= least / 1.5 && value <= most);
}

/** The line stays, but its label gives way to that of the next limit where the two would run into each other. */
function withRoom(tick: ValueTick, next: ValueTick | undefined): ValueTick {
  return next === undefined || tick.y - next.y >= 14 ? tick : { ...tick, text: '' };
}

/** Labels that would run into each other are left out. */
function thinned(ticks: readonly ValueTick[]): readonly ValueTick[] {
  return ticks.filter(({ y }, index) => {
    const before = ticks[index - 1];
    return before === undefined || Math.abs(before.y - y) >= 14 || index % 2 === 0;
  });
}

/** The days on which it may have been. */
export function timeExtent({ date }: HistoryPoint, time: TimeScale): Extent {
  return { from: time(dayMs(date.earliest)), to: time(dayMs(date.latest)) };
}
