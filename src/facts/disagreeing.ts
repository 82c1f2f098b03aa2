import { intersect } from '../logic/possible-values.js';
import type { PossibleValues } from '../model/values.js';
import { monthsBefore, unknownPast } from './clinical-date.js';
import { readAs } from './derive.js';
import type { FactRule } from './fact-rules.js';
import type { FactRecord } from './records.js';

/** Older records within the fact's window that cannot be true together with the newest. `today`: `YYYY-MM-DD`. */
export function disagreeing(
  { definition, comparedAs }: FactRule,
  group: readonly FactRecord[],
  counted: readonly FactRecord[],
  today: string,
): readonly FactRecord[] {
  const { disagreement } = definition;
  const [newest] = group;
  if (disagreement === undefined || newest?.possible === undefined) return [];
  const newestDay = newest.date?.latest ?? today;
  const windowStart = monthsBefore(newestDay, disagreement.withinMonths);
  const compareAs = (possible: PossibleValues): PossibleValues =>
    comparedAs === undefined ? possible : readAs(comparedAs, definition.fact, possible);
  const standard = compareAs(newest.possible);
  const chosen = new Set(group);
  return counted.filter(
    (record) =>
      !chosen.has(record) &&
      record.possible !== undefined &&
      (record.date?.latest ?? unknownPast) >= windowStart &&
      intersect(compareAs(record.possible), standard) === undefined,
  );
}
