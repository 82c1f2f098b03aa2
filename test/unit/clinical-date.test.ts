import { describe, expect, test } from '@jest/globals';
import {
  dayOf,
  monthsAgo,
  monthsBack,
  monthsBefore,
  parseClinicalDate,
  yearsBetween,
} from '../../src/facts/clinical-date.js';

describe('clinical dates', () => {
  test.each([
    ['2026-05-23', 'UTC', '2026-05-23', '2026-05-23'],
    ['2026-05', 'UTC', '2026-05-01', '2026-05-31'],
    ['2024-02', 'UTC', '2024-02-01', '2024-02-29'],
    ['2026', 'UTC', '2026-01-01', '2026-12-31'],
    ['2026-05-23T23:30:00Z', 'Europe/Berlin', '2026-05-24', '2026-05-24'],
    ['2026-05-23T23:30:00-05:00', 'America/New_York', '2026-05-24', '2026-05-24'],
    ['2026-05-23T23:30:00-05:00', 'America/Los_Angeles', '2026-05-23', '2026-05-23'],
    ['2026-05-23T23:30:00', 'Asia/Kolkata', '2026-05-23', '2026-05-23'],
  ])('%s in %s lies between %s and %s', (text, zone, earliest, latest) => {
    expect(parseClinicalDate(text, zone)).toEqual({ earliest, latest, text });
  });

  test.each(['2026-02-30', '2026-13', 'yesterday', '', '26-01-01', 20260101, null, undefined])(
    '%p is not a date',
    (text) => {
      expect(parseClinicalDate(text, 'UTC')).toBeUndefined();
    },
  );

  test('the day of an instant depends on the time zone', () => {
    const at = new Date('2026-11-23T23:30:00Z');
    expect(dayOf(at, 'UTC')).toBe('2026-11-23');
    expect(dayOf(at, 'Asia/Kolkata')).toBe('2026-11-24');
  });
});

describe('calendar months', () => {
  test.each([
    ['2026-11-23', 6, '2026-05-23'],
    ['2026-08-31', 6, '2026-02-28'],
    ['2024-08-31', 6, '2024-02-29'],
    ['2026-01-15', 24, '2024-01-15'],
  ])('%s less %i months is %s', (day, months, before) => {
    expect(monthsBefore(day, months)).toBe(before);
  });

  test.each([
    ['2026-05-23', '2026-11-23', 6],
    ['2026-02-28', '2026-08-31', 6],
    ['2026-11-23', '2026-11-23', 0],
    ['2025-11-23', '2026-11-23', 12],
  ])('from %s to %s are exactly %i months', (from, to, months) => {
    expect(monthsBack(from, to)).toBe(months);
  });

  test('a day more or less is a little more or less than whole months', () => {
    expect(monthsBack('2026-05-22', '2026-11-23')).toBeGreaterThan(6);
    expect(monthsBack('2026-05-24', '2026-11-23')).toBeLessThan(6);
    expect(monthsBack('2026-12-23', '2026-11-23')).toBe(-1);
  });

  test('the age of a partial date is an interval', () => {
    const date = { earliest: '2026-05-01', latest: '2026-05-31', text: '2026-05' };
    const { low, high } = monthsAgo(date, '2026-11-23');
    expect(low).toBeLessThan(6);
    expect(high).toBeGreaterThan(6);
  });
});

describe('completed years', () => {
  test.each([
    ['1971-11-23', '2026-11-23', { low: 55, high: 55 }],
    ['1971-11-24', '2026-11-23', { low: 54, high: 54 }],
    ['1971', '2026-11-23', { low: 54, high: 55 }],
    ['1971-11', '2026-11-23', { low: 54, high: 55 }],
  ])('born %s, at %s', (text, day, years) => {
    const birth = parseClinicalDate(text, 'UTC');
    expect(birth && yearsBetween(birth, day)).toEqual(years);
  });
});
