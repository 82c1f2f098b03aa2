/** Several records of one day: a conflict, or one of them counts. */
import type { FactDefinition } from '../model/knowledge.js';
import type { FactRecord } from './records.js';

/** The records of the newest day that count, by the rule of the fact. `listedAs`: position of a record's code. */
export function ofSameDay(
  { sameDay }: FactDefinition,
  group: readonly FactRecord[],
  listedAs: (record: FactRecord) => number,
): readonly FactRecord[] {
  switch (sameDay ?? 'conflict') {
    case 'conflict':
      return group;
    case 'highest':
      return highestBy(group, upperEnd);
    case 'latest-time':
      return highestBy(group, timeOf);
    case 'first-listed':
      return highestBy(
        highestBy(group, (record) => -listedAs(record)),
        timeOf,
      );
  }
}

function highestBy(
  group: readonly FactRecord[],
  height: (record: FactRecord) => number,
): readonly FactRecord[] {
  const highest = Math.max(...group.map(height));
  return group.filter((record) => height(record) === highest);
}

function upperEnd({ possible }: FactRecord): number {
  return possible?.kind === 'interval' ? (possible.intervals.at(-1)?.high ?? -Infinity) : -Infinity;
}

function timeOf(record: FactRecord): number {
  return record.instant ?? -Infinity;
}
