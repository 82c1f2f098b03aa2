/** Several records of one day: a conflict, or one of them counts. */
import type { FactRule } from './fact-rules.js';
import type { FactRecord } from './records.js';

/** The records of the newest day that count, by the rule of the fact. */
export function ofSameDay(
  { definition, listed }: FactRule,
  group: readonly FactRecord[],
): readonly FactRecord[] {
  if (group.length < 2) return group;
  switch (definition.sameDay ?? 'conflict') {
    case 'conflict':
      return group;
    case 'highest':
      return highestBy(group, upperEnd);
    case 'latest-time':
      return highestBy(group, timeOf);
    case 'first-listed':
      return highestBy(
        highestBy(group, (record) => -listedAs(record, listed)),
        timeOf,
      );
  }
}

/** Whether a record that cannot be used might have counted in place of these, or have contradicted them. */
export function mayOutweigh(
  unusable: FactRecord,
  usable: readonly FactRecord[],
  { definition, listed }: FactRule,
): boolean {
  if (usable.length === 0) return true;
  // Of one without a date nothing says that it is of that day.
  if (unusable.evidence.date === undefined) return false;
  const isLater = (record: FactRecord): boolean =>
    unusable.instant !== undefined && timeOf(record) > unusable.instant;
  switch (definition.sameDay ?? 'conflict') {
    case 'conflict':
    case 'highest':
      return true;
    case 'latest-time':
      return !usable.some(isLater);
    case 'first-listed': {
      const position = listedAs(unusable, listed);
      return !usable.some((record) => {
        const own = listedAs(record, listed);
        return own < position || (own === position && isLater(record));
      });
    }
  }
}

function highestBy(
  group: readonly FactRecord[],
  height: (record: FactRecord) => number,
): readonly FactRecord[] {
  const highest = Math.max(...group.map(height));
  return group.filter((record) => height(record) === highest);
}

/** Position of the record's code in the fact's value sets. */
function listedAs(
  { evidence: { system = '', code = '' } }: FactRecord,
  listed: FactRule['listed'],
): number {
  return listed.get(`${system}|${code}`) ?? -1;
}

function upperEnd({ possible }: FactRecord): number {
  return possible?.kind === 'interval' ? (possible.intervals.at(-1)?.high ?? -Infinity) : -Infinity;
}

function timeOf(record: FactRecord): number {
  return record.instant ?? -Infinity;
}
