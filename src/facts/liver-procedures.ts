/** When the liver was last changed by a procedure: what was found in it before may hold no longer. */
import type { ClinicalDate, SetMember } from '../model/values.js';
import type { RecordsByFact } from './extract.js';
import type { FactRecord, ReadingContext } from './records.js';

/** The fact whose members name procedures on the liver. */
const therapies = 'priorTherapies';

/** Which procedures on the liver are taken to have been done, and by when at the latest. */
interface ProcedureReading {
  readonly membersOf: (record: FactRecord) => readonly SetMember[];
  readonly dayOf: (date: ClinicalDate | undefined, today: string) => string | undefined;
}

/** Those known to be done, each on the first day that its date allows. */
export const certainly: ProcedureReading = {
  membersOf: ({ members = [] }) => members,
  dayOf: (date) => date?.earliest,
};

/** Those that may have been done too, each as late as it can have been. */
export const possibly: ProcedureReading = {
  membersOf: ({ members = [], unclearMembers = [] }) => [...members, ...unclearMembers],
  dayOf: (date, today) => date?.latest ?? today,
};

/**
 * An undated procedure on the liver may have been yesterday: then everything before today is stale. One that is under
 * way since today has not changed what it was planned by.
 */
export function lastLiverProcedureDay(
  records: RecordsByFact,
  { knowledge, today }: ReadingContext,
  { membersOf, dayOf: lastDayOf }: ProcedureReading,
): string | undefined {
  return (records.get(therapies) ?? [])
    .flatMap(membersOf)
    .filter((member) => knowledge.reading.liverProcedures.includes(member.id))
    .filter((member) => (member.date?.earliest ?? today) <= today)
    .filter(({ status, date }) => status !== 'active' || date?.earliest !== today)
    .flatMap((member) => lastDayOf(member.date, today) ?? [])
    .map((day) => (day > today ? today : day))
    .sort()
    .at(-1);
}
