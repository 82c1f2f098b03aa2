/** Steps of categories over time: each record in the row of its value, in all rows it may be. */
import type { HistorySeries } from '../../../src/model/smart-app.js';
import { timeExtent, type Panel, type PanelSpace, type PlottedPoint } from './numeric-panel.js';

export const wideRowHeight = 26;

/** On paper there is less room. */
export const compactRowHeight = 15;

export function categoryHeight({ categories = [] }: HistorySeries, rowHeight: number): number {
  return Math.max(1, categories.length) * rowHeight;
}

export interface CategorySpace extends Pick<PanelSpace, 'time'> {
  readonly rowHeight: number;
}

export function categoryPanel(series: HistorySeries, { time, rowHeight }: CategorySpace): Panel {
  const categories = series.categories ?? [];
  const middle = (index: number): number => index * rowHeight + rowHeight / 2;
  return {
    points: series.points.flatMap((point): readonly PlottedPoint[] => {
      const rows = (point.values ?? [])
        .map((value) => categories.findIndex((category) => category.value === value))
        .filter((row) => row >= 0);
      if (rows.length === 0) return [];
      const y = { from: middle(Math.min(...rows)), to: middle(Math.max(...rows)) };
      return [{ point, x: timeExtent(point, time), y, isOpen: false }];
    }),
    ticks: categories.map(({ label }, index) => ({ y: middle(index), text: label })),
    limits: [],
  };
}
