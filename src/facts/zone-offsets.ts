/** Offsets of time zones from UTC. Asking the platform is slow, and a zone keeps its offset for almost every whole day. */
import { IANAZone } from 'luxon';

/** Minutes to add to UTC at an instant (epoch milliseconds) to have the local time; NaN where there is none. */
export type ZoneOffset = (timeZone: string, millis: number) => number;

const millisecondsPerDay = 86_400_000;

/** Asks the platform. */
export const zoneOffset: ZoneOffset = (timeZone, millis) =>
  IANAZone.create(timeZone).offset(millis);

/** Remembers the offsets of whole days, up to `capacity`: dates come from outside. The calendar concerns no patient. */
export function createZoneOffsets(capacity = 20_000): ZoneOffset {
  const known = new Map<string, number>();
  return (timeZone, millis) => {
    const day = Math.floor(millis / millisecondsPerDay);
    const key = `${timeZone} ${day}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const start = zoneOffset(timeZone, day * millisecondsPerDay);
    const end = zoneOffset(timeZone, (day + 1) * millisecondsPerDay);
    if (start !== end) return zoneOffset(timeZone, millis);
    if (known.size >= capacity) known.clear();
    known.set(key, start);
    return start;
  };
}
