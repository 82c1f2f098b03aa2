import {
  categoryPanel,
  wideRowHeight as rowHeight,
} from '../../../app/src/course/category-panel.js';
import { numericPanel } from '../../../app/src/course/numeric-panel.js';
import { pointText } from '../../../app/src/course/point-text.js';
import { dayMs, timeScale, timeTicks } from '../../../app/src/course/time-scale.js';
import {
  treatmentLanes,
  treatmentText,
  undatedTreatments,
} from '../../../app/src/course/treatment-lanes.js';
import type {
  History,
  HistoryPoint,
  HistorySeries,
  HistoryTreatment,
} from '../../../src/model/smart-app.js';

const at = '2026-11-23T10:00:00Z';
const height = 130;

function point(value: Partial<HistoryPoint>, day = '2026-01-01', latest = day): HistoryPoint {
  return {
    date: { earliest: day, latest, text: day },
    evidence: { reference: 'Observation/1' },
    ...value,
  };
}

function series(points: readonly HistoryPoint[], more: Partial<HistorySeries> = {}): HistorySeries {
  return { id: 'ki67Percent', label: 'Ki-67', kind: 'numeric', unit: '%', points, ...more };
}

function treatment(more: Partial<HistoryTreatment>): HistoryTreatment {
  return {
    id: 'everolimus',
    label: 'everolimus',
    status: 'past',
    evidence: { reference: 'MedicationRequest/1' },
    ...more,
  };
}

function historyOf(
  points: readonly HistoryPoint[],
  treatments: readonly HistoryTreatment[] = [],
): History {
  return { series: [series(points)], treatments, leftOut: [] };
}

const wide = { width: 800, gutter: 150 };
const time = timeScale(historyOf([point({}, '2020-01-01')]), at, wide);
const space = { time, height };

describe('The time axis', () => {
  test('reaches from the first record to the present, inside the plot', () => {
    expect(time(dayMs('2020-01-01'))).toBeGreaterThan(wide.gutter);
    expect(time(Date.parse(at))).toBeLessThan(wide.width);
    expect(time(Date.parse(at))).toBeGreaterThan(wide.width - 40);
  });

  test('reaches to what is planned after the present', () => {
    const planned = timeScale(historyOf([], [treatment({ start: '2027-06-01' })]), at, wide);

    expect(planned(dayMs('2027-06-01'))).toBeLessThan(wide.width);
  });

  test.each([240, 320, 800, 1900])(
    'has marks that do not run into each other at %s pixels',
    (width) => {
      const narrow = timeScale(historyOf([point({}, '2023-05-01')]), at, { width, gutter: 104 });
      const xs = timeTicks(narrow).map(({ x }) => x);

      expect(xs.length).toBeGreaterThan(0);
      expect(xs.slice(1).every((x, index) => x - (xs[index] ?? 0) >= 60)).toBe(true);
    },
  );

  test('is there even without any record, and with dates that are none', () => {
    expect(timeTicks(timeScale(historyOf([]), at, wide)).length).toBeGreaterThan(0);
    const odd = timeScale(historyOf([point({}, 'someday')]), at, wide);
    expect(Number.isFinite(odd(Date.parse(at)))).toBe(true);
  });
});

describe('A number panel', () => {
  test('draws a value as a point and "<5" as an interval down to nothing', () => {
    const { points } = numericPanel(
      series([point({ low: 4, high: 4 }), point({ high: 5 })]),
      [],
      space,
    );

    expect(points[0]?.y.from).toBe(points[0]?.y.to);
    expect(points[0]?.isOpen).toBe(false);
    expect(points[1]).toMatchObject({ y: { to: height }, isOpen: true });
    expect(points[1]?.y.from).toBeLessThan(height);
  });

  test('draws a partial date as a width', () => {
    const { points } = numericPanel(
      series([point({ low: 4, high: 4 }, '2024-01-01', '2024-12-31')]),
      [],
      space,
    );

    const { from = 0, to = 0 } = points[0]?.x ?? {};
    expect(to - from).toBeGreaterThan(50);
  });

  test('shows limits in reach, larger values higher up', () => {
    const { limits, ticks } = numericPanel(
      series([point({ low: 24, high: 24 })]),
      [3, 20, 500],
      space,
    );

    expect(limits.map(({ text }) => text)).toEqual(['3', '20']);
    const ys = ticks.map(({ y }) => y);
    expect(ys).toEqual(ys.toSorted((a, b) => b - a));
  });

  test('keeps the line but not the label of a limit where another has the room', () => {
    const { limits } = numericPanel(series([point({ low: 90, high: 90 })]), [3, 5], space);

    expect(limits.map(({ text }) => text)).toEqual(['', '5']);
  });

  test('is logarithmic where the range is wide and nothing is compared', () => {
    const values = [2, 20, 200, 2000].map((value) => point({ low: value, high: value }));

    const ys = numericPanel(series(values), [], space).points.map(({ y }) => y.from);

    const steps = ys.slice(1).map((y, index) => (ys[index] ?? 0) - y);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(1);
    expect(numericPanel(series(values), [], space).ticks.map(({ text }) => text)).toEqual([
      '10',
      '100',
      '1000',
    ]);
  });

  test('stays finite for zero and for no value at all', () => {
    const { points } = numericPanel(series([point({ low: 0, high: 0 }), point({})]), [], space);

    expect(points.every(({ y }) => Number.isFinite(y.from) && Number.isFinite(y.to))).toBe(true);
  });
});

test('categories stand in rows; an open value spans all it may be', () => {
  const categories = ['progressive', 'stable', 'response'].map((value) => ({
    value,
    label: value,
  }));
  const status = series(
    [
      point({ values: ['stable'] }),
      point({ values: ['stable', 'response'] }),
      point({ values: [] }),
    ],
    {
      kind: 'categories',
      categories,
    },
  );

  const { points } = categoryPanel(status, { time, rowHeight });

  expect(points.map(({ y }) => y)).toEqual([
    { from: rowHeight * 1.5, to: rowHeight * 1.5 },
    { from: rowHeight * 1.5, to: rowHeight * 2.5 },
  ]);
});

describe('Treatments', () => {
  test('are lanes in order of their beginning; records of one kind share a lane', () => {
    const lanes = treatmentLanes(
      [
        treatment({ start: '2024-01-01', end: '2024-06-01' }),
        treatment({ id: 'sirt', label: 'SIRT', start: '2023-01-01', end: '2023-01-01' }),
        treatment({ start: '2025-01-01', status: 'active' }),
      ],
      time,
    );

    expect(lanes.map(({ id, bars }) => [id, bars.length])).toEqual([
      ['sirt', 1],
      ['everolimus', 2],
    ]);
  });

  test('run to the end of the axis only while they are active', () => {
    const [past, active] = ['past', 'active'].map(
      (status) =>
        treatmentLanes([treatment({ start: '2024-01-01', status: status as 'past' })], time)[0]
          ?.bars[0],
    );

    expect((past?.to ?? 0) - (past?.from ?? 0)).toBeLessThan(10);
    expect(active?.to).toBe(time.range()[1]);
  });

  test('without a date are named apart', () => {
    expect(treatmentLanes([treatment({})], time)).toEqual([]);
    expect(undatedTreatments([treatment({})])).toHaveLength(1);
  });

  test.each([
    [{ start: '2024-01-01', status: 'active' as const }, 'everolimus, running, from 2024-01-01'],
    [{ start: '2024-01-01', end: '2024-01-01' }, 'everolimus, past, on 2024-01-01'],
    [{ end: '2024-01-01' }, 'everolimus, past, until 2024-01-01'],
    [{}, 'everolimus, past, no date recorded'],
  ])('recorded as %j are told as "%s"', (more, text) => {
    expect(treatmentText(treatment(more))).toBe(text);
  });
});

test.each([
  [point({ low: 4, high: 4 }), 'Ki-67: 4 %, 2026-01-01'],
  [
    point({
      high: 5,
      evidence: { reference: 'Observation/1', value: '<5 %', notUsed: 'preliminary' },
    }),
    'Ki-67: at most 5 %, 2026-01-01, recorded as <5 %, not used: preliminary',
  ],
  [point({}), 'Ki-67: no usable value, 2026-01-01'],
])('a point is told as %#', (shown, text) => {
  expect(pointText(shown, series([]))).toBe(text);
});
