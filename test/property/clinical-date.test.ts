/** Calendar arithmetic against luxon, which is right and slow. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  monthsBack,
  monthsBefore,
  parseClinicalDate,
  yearsBetween,
} from '../../src/facts/clinical-date.js';

const utc = { zone: 'utc' } as const;
const day = fc
  .integer({ min: Date.UTC(1890, 0, 1), max: Date.UTC(2110, 11, 31) })
  .map((millis) => new Date(millis).toISOString().slice(0, 10));
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'America/St_Johns',
);

function slowMonthsBack(from: string, to: string): number {
  const end = DateTime.fromISO(to, utc);
  const start = DateTime.fromISO(from, utc);
  if (start > end) return -slowMonthsBack(to, from);
  let whole = Math.max(0, (end.year - start.year) * 12 + end.month - start.month - 1);
  while (end.minus({ months: whole + 1 }) >= start) whole += 1;
  const upper = end.minus({ months: whole });
  const lower = end.minus({ months: whole + 1 });
  return whole + (upper.toMillis() - start.toMillis()) / (upper.toMillis() - lower.toMillis());
}

test('months are counted as luxon counts them', () => {
  fc.assert(
    fc.property(day, day, (from, to) => {
      expect(monthsBack(from, to)).toBe(slowMonthsBack(from, to));
    }),
  );
});

test('whole months back and forth meet', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 600 }), (to, months) => {
      const before = DateTime.fromISO(to, utc).minus({ months }).toISODate() ?? '';
      expect(monthsBefore(to, months)).toBe(before);
      expect(monthsBack(before, to)).toBe(slowMonthsBack(before, to));
    }),
  );
});

test('years are completed when luxon says so', () => {
  fc.assert(
    fc.property(day, day, (birth, at) => {
      const years = Math.floor(
        DateTime.fromISO(at, utc).diff(DateTime.fromISO(birth, utc), 'years').years,
      );
      fc.pre(birth <= at);
      expect(yearsBetween({ earliest: birth, latest: birth, text: birth }, at)).toEqual({
        low: years,
        high: years,
      });
    }),
  );
});

test.each(['', ':30', ':30.5', ':30.123', ':30.123456'])(
  'a dateTime with seconds "%s" falls on the day that luxon finds',
  (seconds) => {
    const offset = fc.constantFrom('Z', '+02:00', '-11:30', '+14:00', '+00:00', '');
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 24 }),
        offset,
        zone,
        (date, hour, atOffset, timeZone) => {
          const text = `${date}T${String(hour).padStart(2, '0')}:00${seconds}${atOffset}`;
          const expected = DateTime.fromISO(text, { zone: timeZone }).toISODate();
          expect(parseClinicalDate(text, timeZone)?.earliest ?? null).toBe(expected);
        },
      ),
    );
  },
);

test('what is no day is none, however it is written', () => {
  const part = (max: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), part(14), part(33), (year, month, date) => {
      const text = `${String(year).padStart(4, '0')}-${month}-${date}`;
      expect(parseClinicalDate(text, 'UTC') !== undefined).toBe(
        DateTime.fromISO(text, utc).isValid,
      );
    }),
  );
});
