import { describe, expect, test } from '@jest/globals';
import { stableDiseaseRun } from '../../src/facts/algorithms/stable-disease-run.js';
import { monthsBack, parseClinicalDate } from '../../src/facts/clinical-date.js';
import type { FactRecord } from '../../src/facts/records.js';

const today = '2026-11-23';

function status(day: string, value: string): FactRecord {
  return {
    possible: { kind: 'one-of', values: [value] },
    date: { earliest: day, latest: day, text: day },
    current: false,
    resource: { resourceType: 'Basic', code: {} },
    evidence: { reference: `Observation/${day}` },
  };
}

function monthsSince(day: string): number {
  return monthsBack(day, today);
}

function run(rows: readonly (readonly [string, string])[], metastasisDays: readonly string[] = []) {
  const statuses = rows.map(([day, value]) => status(day, value));
  const metastases = metastasisDays
    .map((day) => parseClinicalDate(day, 'UTC'))
    .filter((date) => date !== undefined);
  const found = stableDiseaseRun({ statuses, metastases, maximumGapMonths: 12, today });
  return found?.possible.kind === 'interval' ? found.possible.intervals[0] : undefined;
}

describe('months of stable disease', () => {
  test('one record leaves everything from none to always', () => {
    expect(run([['2026-10-23', 'stable']])).toEqual({ low: 0, high: Infinity });
  });

  test('two records half a year apart are at least six months', () => {
    expect(
      run([
        ['2026-10-23', 'stable'],
        ['2026-04-23', 'stable'],
      ]),
    ).toEqual({ low: 6, high: Infinity });
  });

  test('a response counts as stable', () => {
    const rows = [
      ['2026-10-23', 'stable'],
      ['2026-04-23', 'partial-response'],
    ] as const;
    expect(run(rows)).toEqual({ low: 6, high: Infinity });
  });

  test('a progression ends the run and bounds it from above', () => {
    const rows = [
      ['2026-10-23', 'stable'],
      ['2026-08-23', 'stable'],
      ['2026-05-23', 'progressive'],
    ] as const;
    expect(run(rows)).toEqual({ low: 2, high: 6 });
  });

  test('the newest record is a progression: no stable month', () => {
    expect(
      run([
        ['2026-10-23', 'progressive'],
        ['2026-04-23', 'stable'],
      ]),
    ).toEqual({ low: 0, high: 0 });
  });

  test('a gap of more than a year ends the run', () => {
    expect(
      run([
        ['2026-10-23', 'stable'],
        ['2025-10-22', 'stable'],
      ]),
    ).toEqual({ low: 0, high: Infinity });
    expect(
      run([
        ['2026-10-23', 'stable'],
        ['2025-10-23', 'stable'],
      ]),
    ).toEqual({ low: 12, high: Infinity });
  });

  test('a newly recorded metastasis ends the run', () => {
    const rows = [
      ['2026-10-23', 'stable'],
      ['2026-09-23', 'stable'],
      ['2026-01-23', 'stable'],
    ] as const;
    expect(run(rows, ['2026-07-23'])).toEqual({ low: 1, high: 4 });
    expect(run(rows, ['2026-11-01'])).toMatchObject({ low: 0 });
  });

  test('a metastasis of uncertain date shortens the run as far as it may', () => {
    const rows = [
      ['2026-10-23', 'stable'],
      ['2026-03-23', 'stable'],
    ] as const;
    expect(run(rows, ['2026'])).toEqual({ low: 0, high: monthsSince('2026-01-01') });
    expect(run(rows, ['2025'])).toMatchObject({ low: 7 });
  });

  test.each([
    [
      ['2026-10-23', 'stable'],
      ['2026-03-23', 'stable'],
      ['2026-03-23', 'progressive'],
    ],
    [
      ['2026-03-23', 'progressive'],
      ['2026-03-23', 'stable'],
      ['2026-10-23', 'stable'],
    ],
  ] as const)(
    'a progression on the day of the first stable record ends the run, in any order',
    (...rows) => {
      expect(run(rows)).toEqual({ low: 0, high: 8 });
    },
  );

  test('order of the records does not matter, and none tells nothing', () => {
    expect(
      run([
        ['2026-04-23', 'stable'],
        ['2026-10-23', 'stable'],
      ]),
    ).toEqual({ low: 6, high: Infinity });
    expect(run([])).toBeUndefined();
  });
});
