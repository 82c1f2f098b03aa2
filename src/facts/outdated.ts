/** When records no longer tell how things are: past their shelf life, or before a procedure that changed the liver. */
import type { FactDefinition } from '../model/knowledge.js';
import { monthsBefore, unknownPast } from './clinical-date.js';
import type { Completeness } from './completeness.js';
import type { FactRecord } from './records.js';

export interface SelectionContext {
  readonly today: string;
  readonly completeness: Completeness;
  /** The last possible day of the newest procedure on the liver, if any. */
  readonly lastLiverProcedure: string | undefined;
  /** Procedures were read to the end: there is no newer one. */
  readonly areProceduresRead: boolean;
  /** Records that cannot be used are passed over, as if they were not there. */
  readonly passesOverUnusable: boolean;
}

export function isStaleRecord(
  record: FactRecord,
  definition: FactDefinition,
  { today, lastLiverProcedure }: SelectionContext,
): boolean {
  const earliest = record.date?.earliest ?? unknownPast;
  const isPastShelfLife =
    definition.shelfLifeMonths !== undefined &&
    earliest < monthsBefore(today, definition.shelfLifeMonths);
  const isBeforeProcedure =
    definition.staleAfterLiverProcedure === true &&
    lastLiverProcedure !== undefined &&
    earliest < lastLiverProcedure;
  return isPastShelfLife || isBeforeProcedure;
}

/** Procedures that were not read may be of any day until today. */
export function mayHaveBecomeStale(
  records: readonly FactRecord[],
  { staleAfterLiverProcedure }: FactDefinition,
  { today, areProceduresRead }: SelectionContext,
): boolean {
  if (staleAfterLiverProcedure !== true || areProceduresRead) return false;
  return records.some(({ date }) => (date?.earliest ?? unknownPast) < today);
}

export function isOld(
  definition: FactDefinition,
  records: readonly FactRecord[],
  { today }: SelectionContext,
): boolean {
  const { oldAfterMonths } = definition;
  if (oldAfterMonths === undefined) return false;
  const limit = monthsBefore(today, oldAfterMonths);
  return records.every((record) => (record.date?.earliest ?? unknownPast) < limit);
}
