/** Conditions as statements about facts. https://hl7.org/fhir/R4/condition.html */
import type { CodeableConcept, Condition } from 'fhir/r4.js';
import { oneOf } from '../logic/possible-values.js';
import type { SetMember } from '../model/values.js';
import { monthsAgo, parseClinicalDate } from './clinical-date.js';
import {
  asArray,
  codingsOf,
  conceptText,
  givenValues,
  matchConcept,
  referenceOf,
  type BoundSource,
  type CodeMatch,
  type FactRecord,
  type ReadingContext,
} from './records.js';

const neverCounting = ['refuted', 'entered-in-error'];
const provisional = ['unconfirmed', 'provisional', 'differential'];
const activeStatuses = ['active', 'recurrence', 'relapse'];

function statusOf(concept: CodeableConcept | undefined): string | undefined {
  return codingsOf(concept)[0]?.code;
}

/** Active by its clinical status, or without one and not abated. */
export function isActiveCondition(condition: Condition): boolean {
  const status = statusOf(condition.clinicalStatus);
  if (status !== undefined) return activeStatuses.includes(status);
  return !Object.keys(condition).some((key) => key.startsWith('abatement'));
}

/** Whether the Condition was never refuted or withdrawn. */
export function isHeldTrue(condition: Condition): boolean {
  return !neverCounting.includes(statusOf(condition.verificationStatus) ?? '');
}

export function isProvisional(condition: Condition): boolean {
  return provisional.includes(statusOf(condition.verificationStatus) ?? '');
}

/** When it began, else when it was recorded. */
export function conditionDateText(condition: Condition): string | undefined {
  return condition.onsetDateTime ?? condition.onsetPeriod?.start ?? condition.recordedDate;
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
  const match = matchOf(condition, bound);
  if (match === undefined || !isAtBodySite(condition, bound, context)) return [];
  const values = givenValues(source, match);
  if (values === undefined) return [];
  const record = recordOf(condition, match, values, bound, context);
  return [
    isProvisional(condition) ? { ...record, notCounted: 'diagnosis is not confirmed' } : record,
  ];
}

function matchOf(condition: Condition, { source, valueSet }: BoundSource): CodeMatch | undefined {
  if (source.extension === undefined) return matchConcept(condition.code, valueSet);
  return asArray(condition.extension)
    .filter((extension) => extension.url === source.extension)
    .map((extension) => matchConcept(extension.valueCodeableConcept, valueSet))
    .find((match) => match !== undefined);
}

function isAtBodySite(
  condition: Condition,
  { source }: BoundSource,
  { knowledge }: ReadingContext,
): boolean {
  if (source.bodySite === undefined) return true;
  const sites = asArray(condition.bodySite);
  if (sites.length === 0) return source.bodySiteRequired !== true;
  const valueSet = knowledge.valueSets.get(source.bodySite);
  return sites.some((site) => matchConcept(site, valueSet) !== undefined);
}

function recordOf(
  condition: Condition,
  match: CodeMatch,
  values: readonly string[],
  { fact }: BoundSource,
  context: ReadingContext,
): FactRecord {
  const dateText = conditionDateText(condition);
  const date = parseClinicalDate(dateText, context.timeZone);
  const text = conceptText(condition.code);
  const evidence = {
    reference: referenceOf(condition),
    ...(match.coding.system !== undefined && { system: match.coding.system }),
    ...(match.coding.code !== undefined && { code: match.coding.code }),
    display: match.entry.display,
    ...(text !== undefined && { value: text }),
    ...(dateText !== undefined && { date: dateText }),
  };
  const members = values.map((id): SetMember => ({
    id,
    status: isActiveCondition(condition) ? 'active' : 'past',
    ...(date !== undefined && { date, monthsAgo: monthsAgo(date, context.today) }),
    evidence: [evidence],
  }));
  return {
    ...(fact.kind === 'set' ? { members } : { possible: oneOf(values) }),
    ...(date !== undefined && { date }),
    current: true,
    resource: condition,
    evidence,
  };
}
