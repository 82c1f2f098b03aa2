import { ageInYears, dateSpan } from '../../../sandbox/page/browser/chart/calendar.js';
import type { ChartRead, RecordsRead } from '../../../sandbox/page/browser/chart/chart-reading.js';
import { chartTimeline } from '../../../sandbox/page/browser/chart/timeline.js';
import { layoutTimeline } from '../../../sandbox/page/browser/chart/timeline-layout.js';

const nowMs = Date.UTC(2026, 10, 24);
const day = (text: string) => new Date(text).getTime();

function timelineOf(records: readonly object[]) {
  const byType = new Map<string, RecordsRead>();
  for (const record of records) {
    const { resourceType } = record as { readonly resourceType: string };
    const read = byType.get(resourceType);
    const resources = [...(read?.kind === 'read' ? read.resources : []), { ...record }];
    byType.set(resourceType, { kind: 'read', resources, isComplete: true });
  }
  const patient: RecordsRead = { kind: 'read', resources: [], isComplete: true };
  const chart: ChartRead = { patient, byType };
  return chartTimeline(chart, nowMs);
}

const prescription = {
  resourceType: 'MedicationRequest',
  id: 'm',
  status: 'active',
  medicationCodeableConcept: { text: 'octreotide' },
  authoredOn: '2025-01-10',
};
const resection = {
  resourceType: 'Procedure',
  id: 'p',
  status: 'completed',
  code: { text: 'Resection' },
  performedPeriod: { start: '2024-03-01', end: '2024-06-30' },
};
const scan = {
  resourceType: 'DiagnosticReport',
  id: 'r',
  category: [{ coding: [{ code: 'LP29684-5' }] }],
  code: { text: 'CT' },
  effectiveDateTime: '2026-05',
};
const blood = (id: string, date: string) => ({
  resourceType: 'Observation',
  id,
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { text: id },
  effectiveDateTime: date,
});

test.each([
  ['2026', day('2026-01-01'), day('2027-01-01') - 1],
  ['2026-02', day('2026-02-01'), day('2026-03-01') - 1],
  ['2026-02-03', day('2026-02-03'), day('2026-02-04') - 1],
])('%s is all the time it may be', (text, fromMs, toMs) => {
  expect(dateSpan(text)).toEqual({ fromMs, toMs });
});

test.each(['', 'soon', '2026-13', '2026-02-31', '0001-01-01', '9999-12-31', '2026-00'])(
  '"%s" is no date to draw',
  (text) => {
    expect(dateSpan(text)).toBeUndefined();
  },
);

test.each([
  ['1960-11-24', '2026-11-24', 66],
  ['1960-11-25', '2026-11-24', 65],
  ['1960', '2026-11-24', undefined],
  ['2030-01-01', '2026-11-24', undefined],
])('born %s, on %s the age is %s', (birthDate, at, age) => {
  expect(ageInYears(birthDate, at)).toBe(age);
});

test('treatments have lanes of their own, then reports, then one lane for laboratory days', () => {
  const timeline = timelineOf([
    prescription,
    resection,
    scan,
    blood('a', '2026-01-01T08:00:00Z'),
    blood('b', '2026-01-01'),
    blood('c', '2026-02-01'),
  ]);

  expect(timeline?.lanes.map(({ title, kind }) => [title, kind])).toEqual([
    ['Resection', 'treatment'],
    ['octreotide', 'treatment'],
    ['Imaging', 'imaging'],
    ['Laboratory', 'laboratory'],
  ]);
  expect(timeline?.lanes.at(-1)?.events.map(({ title }) => title)).toEqual([
    '2 laboratory results',
    'c',
  ]);
});

test('an active prescription runs on until now; an ended treatment has its end', () => {
  const events = timelineOf([prescription, resection])?.lanes.flatMap((lane) => lane.events);

  expect(events).toMatchObject([
    { when: '2024-03-01 to 2024-06-30', isOngoing: false, toMs: day('2024-07-01') - 1 },
    { when: 'from 2025-01-10, still active', isOngoing: true, toMs: nowMs },
  ]);
});

test('records that cannot be drawn are counted, and nothing at all is no time line', () => {
  expect(timelineOf([prescription, blood('a', 'soon')])?.undatedCount).toBe(1);
  expect(timelineOf([blood('a', 'soon')])).toBeUndefined();
});

test('everything drawn lies inside the drawing, bars are as long as the time, ticks differ', () => {
  const timeline = timelineOf([prescription, resection, scan, blood('a', '2026-01-01')]);
  if (timeline === undefined) throw new Error('no time line');
  const layout = layoutTimeline(timeline, 300);

  for (const { x, y, width } of layout.events) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(300);
    expect(y).toBeLessThan(layout.height);
  }
  expect(layout.events.map(({ kind, width }) => [kind, width > 0])).toEqual([
    ['treatment', true],
    ['treatment', true],
    ['laboratory', false],
    ['imaging', false],
  ]);
  const texts = layout.ticks.map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
});

test.each([200, 280, 420, 700, 1_200])(
  'in a drawing of %d px the words below the axis neither touch nor leave it, whatever the span',
  (width) => {
    for (const start of [
      '1950-01-01',
      '2016-06-01',
      '2024-05-20',
      '2024-06-24',
      '2024-08-24',
      '2025-10-01',
      '2026-11-01',
    ]) {
      const timeline = timelineOf([{ ...prescription, authoredOn: start }]);
      if (timeline === undefined) throw new Error('no time line');
      const { ticks } = layoutTimeline(timeline, width);

      expect(ticks.length).toBeGreaterThan(0);
      ticks.forEach(({ x, text }, index) => {
        const half = text.length * 3.3;
        expect(x - half).toBeGreaterThanOrEqual((ticks[index - 1]?.x ?? -half) + half);
        expect(x + half).toBeLessThanOrEqual(width);
      });
    }
  },
);
