/** Conditions as statements about facts. https://hl7.org/fhir/R4/condition.html */
import type { CodeableConcept, Condition } from 'fhir/r4.js';
import { oneOf } from '../logic/possible-values.js';
import type { SetMember } from '../model/values.js';
import type { BoundSource } from '../model/knowledge.js';
import { monthsAgo } from './clinical-date.js';
import {
  asArray,
  codingsOf,
  conceptText,
  givenValues,
  matchAll,
  matchConcept,
  recordOf,
  referenceOf,
  togetherGiven,
  type CodeMatch,
  type FactRecord,
  type ReadingContext,
} from './records.js';

const neverCounting = ['refuted', 'entered-in-error'];
const provisional = ['unconfirmed', 'provisional', 'differential'];
const activeStatuses = ['active', 'recurrence', 'relapse'];
const endedStatuses = ['inactive', 'remission', 'resolved'];

/** All codes of a status: sites put their own beside the standard one, and old servers send a plain string. */
function statusesOf(status: unknown): readonly string[] {
  if (typeof status === 'string') return [status.toLowerCase()];
  return codingsOf(status as CodeableConcept | undefined).map(({ code }) => code ?? '');
}

/** Active by its clinical status, or without a known one and not abated. */
export function isActiveCondition(condition: Condition): boolean {
  const statuses = statusesOf(condition.clinicalStatus);
  if (statuses.some((status) => activeStatuses.includes(status))) return true;
  if (statuses.some((status) => endedStatuses.includes(status))) return false;
  return !Object.keys(condition).some((key) => key.startsWith('abatement'));
}

/** Whether the Condition was never refuted or withdrawn. */
export function isHeldTrue({ verificationStatus }: Condition): boolean {
  return !statusesOf(verificationStatus).some((status) => neverCounting.includes(status));
}

export function isProvisional({ verificationStatus }: Condition): boolean {
  return statusesOf(verificationStatus).some((status) => provisional.includes(status));
}

/** When it began, else when it was recorded. */
export function conditionDateText(condition: Condition): string | undefined {
  const { onsetDateTime, onsetPeriod, recordedDate } = condition;
  const texts: readonly unknown[] = [onsetDateTime, onsetPeriod?.start, recordedDate];
  return texts.find((text) => typeof text === 'string');
}

/** The statement of one Condition about one fact. */
export function readCondition(
  condition: Condition,
  bound: BoundSource,
  context: ReadingContext,
): readonly FactRecord[] {
  const { source } = bound;
  if (!isHeldTrue(condition)) return [];
  if (source.clinicalStatus !== 'any' && !isActiveCondition(condition)) return [];
  const matches = matchesOf(condition, bound);
  const [match] = matches;
  if (match === undefined || !isAtBodySite(condition, bound, context)) return [];
  const values = togetherGiven(matches.map((one) => givenValues(source, one)));
  if (values === undefined) return [];
  return [statementOf(condition, match, values, bound, context)];
}

function matchesOf(condition: Condition, { source, valueSet }: BoundSource): readonly CodeMatch[] {
  if (source.extension === undefined) return matchAll(condition.code, valueSet);
  return asArray(condition.extension)
    .filter((extension) => extension.url === source.extension)
    .flatMap((extension) => matchAll(extension.valueCodeableConcept, valueSet));
}

function isAtBodySite(
  condition: Condition,
  { source }: BoundSource,
  { knowledge }: ReadingContext,
): boolean {
  const sites = asArray(condition.bodySite);
  const isIn = (site: CodeableConcept, id: string): boolean =>
    matchConcept(site, knowledge.valueSets.get(id)) !== undefined;
  const { otherBodySite, bodySite } = source;
  if (otherBodySite !== undefined) {
    return sites.some((site) => otherBodySite.every((id) => !isIn(site, id)));
  }
  if (bodySite === undefined) return true;
  if (sites.length === 0) return source.bodySiteRequired !== true;
  return sites.some((site) => isIn(site, bodySite));
}

function statementOf(
  condition: Condition,
  match: CodeMatch,
  values: readonly string[],
  { fact }: BoundSource,
  context: ReadingContext,
): FactRecord {
  const dateText = conditionDateText(condition);
  const date = context.dates.date(dateText);
  const text = conceptText(condition.code);
  const { system, code } = match.coding;
  const { display } = match.entry;
  const reference = referenceOf(condition);
  const evidence = { reference, system, code, display, value: text, date: dateText };
  const notCounted = isProvisional(condition) ? 'diagnosis is not confirmed' : undefined;
  const origin = { notCounted, date, current: true, resource: condition, evidence };
  if (fact.kind !== 'set') return recordOf(origin, { possible: oneOf(values) });
  const age = date && monthsAgo(date, context.today);
  const members = values.map((id): SetMember => ({
    id,
    status: isActiveCondition(condition) ? 'active' : 'past',
    date,
    monthsAgo: age,
    evidence: [evidence],
  }));
  return recordOf(origin, { members });
}
