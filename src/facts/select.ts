/** From all statements about a fact to the one that holds: newest first, never resolving a disagreement silently. */
import { intersect, isSubset, oneOf, uniteAll } from '../logic/possible-values.js';
import type { FactDefinition } from '../model/knowledge.js';
import type {
  Conflict,
  Evidence,
  PossibleValues,
  SetMember,
  UnknownReason,
} from '../model/values.js';
import { unknownPast } from './clinical-date.js';
import { isUnanswered, silenceReason, type Completeness } from './completeness.js';
import { disagreeing } from './disagreeing.js';
import type { FactRule } from './fact-rules.js';
import { isOld, isStaleRecord, mayHaveBecomeStale, type SelectionContext } from './outdated.js';
import type { FactRecord } from './records.js';
import { mayOutweigh, ofSameDay } from './same-day.js';

/** A fact as documented, before derivations and presumptions. */
export interface DocumentedFact {
  readonly possible?: PossibleValues | undefined;
  readonly reason?: UnknownReason | undefined;
  readonly evidence: readonly Evidence[];
  readonly conflict?: Conflict | undefined;
  readonly old?: boolean | undefined;
  /** What all records say, counted or not: a presumption must not contradict any of them. undefined: unusable. */
  readonly statements: readonly (PossibleValues | undefined)[];
}

/** At most so many records are told for one fact. */
export const shownEvidence = 12;

/** Chooses among the records of one fact (criteria: selection, shelf life, conflict). */
export function selectDocumented(
  rule: FactRule,
  records: readonly FactRecord[],
  context: SelectionContext,
): DocumentedFact {
  if (rule.definition.kind === 'set') return collectMembers(records, context);
  const past = records.filter((record) => !isInFuture(record, context.today)).sort(newestFirst);
  const counted = only(past, isCounted);
  const chosen = choose(rule, counted, context);
  const { possible, reason, conflict, old } = chosen;
  const evidence = evidenceOf(past, chosen);
  const statements = past.map((record) => record.possible);
  return { possible, reason, evidence, conflict, old, statements };
}

/** Those used first. */
function evidenceOf(past: readonly FactRecord[], { used, whyNot }: Choice): readonly Evidence[] {
  const evidence = used.slice(0, shownEvidence).map((record) => record.evidence);
  if (used.length === past.length) return evidence;
  const known = new Set(used);
  for (const record of past) {
    if (evidence.length >= shownEvidence) break;
    if (!known.has(record)) evidence.push(unused(record, whyNot));
  }
  return evidence;
}

/** The list itself where all of it is wanted. */
function only<Item>(list: readonly Item[], isWanted: (item: Item) => boolean): readonly Item[] {
  return list.every(isWanted) ? list : list.filter(isWanted);
}

interface Choice {
  readonly possible?: PossibleValues | undefined;
  readonly reason?: UnknownReason | undefined;
  readonly conflict?: Conflict | undefined;
  readonly old?: boolean | undefined;
  readonly used: readonly FactRecord[];
  /** What to say of the records left out. */
  readonly whyNot: string;
}

/** Always with the same properties, as everything that is made for each record or fact (model/one-shape). */
function choice({ possible, reason, conflict, old, used, whyNot }: Choice): Choice {
  return { possible, reason, conflict, old, used, whyNot };
}

function choose(rule: FactRule, counted: readonly FactRecord[], context: SelectionContext): Choice {
  const { definition } = rule;
  const { completeness } = context;
  const found =
    definition.selection === 'any-positive' ? strongest(definition, counted) : undefined;
  if (found !== undefined) return ifNothingOutweighs(found, definition, counted, completeness);
  if (completeness === 'failed') return nothing('fetch-failed', 'its query failed');
  if (counted.length === 0) {
    return nothing(silenceReason(completeness), 'not counted');
  }
  const current = only(counted, (record) => record.current && isUsable(record));
  const newest = newestGroup(only(counted, (record) => isNewestOf(record, current, rule, context)));
  const usable = only(newest, isUsable);
  if (newest.some((record) => !isUsable(record) && mayOutweigh(record, usable, rule))) {
    return nothing('unusable-value', 'cannot be used, or another of that day');
  }
  const outdated = whyOutdated(usable, definition, context);
  const dated = outdated === undefined ? ofSameDay(rule, usable) : [];
  if (current.length + dated.length === 0) {
    return outdated ?? nothing('unusable-value', 'cannot be used');
  }
  const records = current.length === 0 ? dated : [...current, ...dated];
  return combine(definition, records, disagreeing(rule, dated, counted, context.today), context);
}

/** A diagnosis that stands is current however old: what cannot be used beside it must be fresh to cast doubt on it. */
function isNewestOf(
  record: FactRecord,
  current: readonly FactRecord[],
  { definition }: FactRule,
  context: SelectionContext,
): boolean {
  if (record.current) return false;
  if (isUsable(record)) return true;
  if (context.passesOverUnusable) return false;
  return current.length === 0 || !isStaleRecord(record, definition, context);
}

function isCounted(record: FactRecord): boolean {
  return record.notCounted === undefined;
}

function isUsable(record: FactRecord): boolean {
  return record.possible !== undefined;
}

/** The order of the chart must not matter: by date, then time, then reference. */
function newestFirst(a: FactRecord, b: FactRecord): number {
  return (
    compareText(b.date?.latest ?? '', a.date?.latest ?? '') ||
    (b.instant ?? 0) - (a.instant ?? 0) ||
    compareText(a.evidence.reference, b.evidence.reference)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function nothing(reason: UnknownReason, whyNot: string): Choice {
  return choice({ reason, used: [], whyNot });
}

function combine(
  definition: FactDefinition,
  records: readonly FactRecord[],
  rivals: readonly FactRecord[],
  context: SelectionContext,
): Choice {
  const all = rivals.length === 0 ? records : [...records, ...rivals];
  const statements = all.map(({ possible }) => possible).filter((one) => one !== undefined);
  const together = rivals.length > 0 ? undefined : intersectAll(statements);
  const old = isOld(definition, records, context) ? true : undefined;
  if (together !== undefined)
    return choice({ possible: together, old, used: all, whyNot: 'older' });
  const conflict = {
    facts: [definition.fact],
    text: `Records of ${definition.label} disagree.`,
    evidence: all.map((record) => record.evidence),
  };
  const possible = uniteAll(statements);
  return choice({ possible, reason: 'conflicting', conflict, old, used: all, whyNot: 'older' });
}

function intersectAll(statements: readonly PossibleValues[]): PossibleValues | undefined {
  let together = statements[0];
  for (const next of statements.slice(1)) together = together && intersect(together, next);
  return together;
}

/** Of statements that count whatever their age, the one that comes first in the order of the fact's values. */
function strongest(definition: FactDefinition, counted: readonly FactRecord[]): Choice | undefined {
  for (const value of definition.values ?? []) {
    const used = counted.filter(
      (record) =>
        record.possible?.kind === 'one-of' &&
        record.possible.values.length === 1 &&
        record.possible.values[0] === value,
    );
    if (used.length > 0) return choice({ possible: oneOf([value]), used, whyNot: 'not needed' });
  }
  return undefined;
}

/** The negative of what was never answered, not even in part, or of what cannot be used is not known. */
function ifNothingOutweighs(
  found: Choice,
  definition: FactDefinition,
  counted: readonly FactRecord[],
  completeness: Completeness,
): Choice {
  if (isPositive(definition, found)) return found;
  if (isUnanswered(completeness)) {
    return nothing('fetch-failed', 'what would outweigh it was not read');
  }
  const newest = newestGroup(only(counted, (record) => !record.current));
  return newest.every(isUsable) || !isNegative(definition, found)
    ? found
    : nothing('unusable-value', 'what would outweigh it cannot be used');
}

/** The value that any record establishes, whatever the others say. */
function isPositive({ values }: FactDefinition, { possible }: Choice): boolean {
  return possible?.kind === 'one-of' && possible.values[0] === values?.[0];
}

/** The value that holds only where no record says otherwise. */
function isNegative({ values }: FactDefinition, { possible }: Choice): boolean {
  return possible?.kind === 'one-of' && possible.values[0] === values?.at(-1);
}

/** The records that may be the newest: all whose date may lie at or after every other's earliest. */
function newestGroup(records: readonly FactRecord[]): readonly FactRecord[] {
  if (records.length < 2) return records;
  const latestStart = records.reduce(
    (latest, record) => maxDay(latest, record.date?.earliest ?? unknownPast),
    unknownPast,
  );
  return records.filter((record) => (record.date?.latest ?? unknownPast) >= latestStart);
}

function maxDay(a: string, b: string): string {
  return a > b ? a : b;
}

function whyOutdated(
  records: readonly FactRecord[],
  definition: FactDefinition,
  context: SelectionContext,
): Choice | undefined {
  if (records.some((record) => isStaleRecord(record, definition, context))) {
    return nothing('stale', 'too old');
  }
  return mayHaveBecomeStale(records, definition, context)
    ? nothing('fetch-failed', 'a procedure on the liver may have come after it')
    : undefined;
}

function isInFuture(record: FactRecord, today: string): boolean {
  return (record.date?.earliest ?? unknownPast) > today;
}

function unused(record: FactRecord, whyNot: string): Evidence {
  const { reference, system, code, display, value, date } = record.evidence;
  const notUsed = record.notCounted ?? record.problem ?? whyNot;
  return { reference, system, code, display, value, date, notUsed };
}

/** All members that any record states; nothing is chosen among them. */
function collectMembers(records: readonly FactRecord[], context: SelectionContext): DocumentedFact {
  const counted = only(records, isCounted);
  const members: readonly SetMember[] = counted
    .flatMap((record) => record.members ?? [])
    .filter(
      ({ status, date }) =>
        status === 'planned' || (date?.earliest ?? unknownPast) <= context.today,
    );
  const unclear = counted.filter(
    (record) => record.unclearMembers !== undefined && !isInFuture(record, context.today),
  );
  const evidence = [
    ...members.flatMap((member) => member.evidence),
    ...unclear.map((record) => unused(record, 'not counted')),
  ].slice(0, shownEvidence);
  const isSilent = members.length === 0;
  const whySilent = unclear.length > 0 ? 'unusable-value' : silenceReason(context.completeness);
  return {
    possible: isSilent ? undefined : { kind: 'set', members, complete: false },
    reason: isSilent ? whySilent : undefined,
    evidence,
    conflict: undefined,
    old: undefined,
    statements: unclear.map((record) => record.possible),
  };
}

/** Whether a presumed value contradicts anything on record, even if too old or preliminary to count. */
export function contradicts(documented: DocumentedFact, presumed: PossibleValues): boolean {
  return documented.statements.some(
    (statement) => statement === undefined || !isSubset(statement, presumed),
  );
}
