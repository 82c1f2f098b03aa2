import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createZoneOffsets, zoneOffset } from '../../src/facts/zone-offsets.js';

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/Caracas',
);
const at = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2040, 0, 1) });

test('a remembered offset is that of the platform, on days of a change too', () => {
  const remembered = createZoneOffsets();
  fc.assert(
    fc.property(zone, at, fc.array(fc.nat(86_400_000), { minLength: 1 }), (name, start, later) => {
      for (const millis of later.map((more) => start + more)) {
        expect(remembered(name, millis)).toBe(zoneOffset(name, millis));
      }
    }),
    { numRuns: 500 },
  );
});

test('every hour of a year with two changes has its own offset', () => {
  const remembered = createZoneOffsets();
  const start = Date.UTC(2026, 0, 1);
  for (let hour = 0; hour < 24 * 365; hour += 1) {
    const millis = start + hour * 3_600_000;
    expect(remembered('Europe/Berlin', millis)).toBe(zoneOffset('Europe/Berlin', millis));
  }
});

test('it forgets what it knew when it is full, and goes on', () => {
  const remembered = createZoneOffsets(2);
  const days = [1, 2, 3, 1, 2, 3].map((day) => Date.UTC(2026, 6, day));
  expect(days.map((millis) => remembered('Europe/Berlin', millis))).toEqual(days.map(() => 120));
});
