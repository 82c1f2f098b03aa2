/** When nothing on record may be read as a value: the absence policies of the mapping files. */
import type { DiagnosticReport } from 'fhir/r4.js';
import { domainOf, oneOf } from '../logic/possible-values.js';
import { truthOf, type FactLookup } from '../logic/truth.js';
import type { Chart } from '../model/chart.js';
import type { AbsencePolicy, FactDefinition, SourceResource } from '../model/knowledge.js';
import type { PossibleValues } from '../model/values.js';
import { monthsBefore, parseClinicalDate, unknownPast } from './clinical-date.js';
import { factCompleteness } from './completeness.js';
import { isFinalReport, reportDateText } from './read-event.js';
import { asArray, matchConcept, type ReadingContext } from './records.js';

/** A staging examination that counts: final, dated, with the regions it shows. */
export interface StagingReport {
  readonly regions: readonly string[];
  /** First possible day. */
  readonly earliest: string;
  readonly latest: string;
  /** It holds text that only a person can read. */
  readonly hasUnreadText: boolean;
}

/** The staging examinations in a chart. */
export function stagingReports(chart: Chart, context: ReadingContext): readonly StagingReport[] {
  const valueSet = context.knowledge.valueSets.get(context.knowledge.reading.stagingReports);
  return asArray(chart.resources.get('DiagnosticReport')).flatMap((report) => {
    if (report.resourceType !== 'DiagnosticReport' || !isFinalReport(report)) return [];
    const regions = matchConcept(report.code, valueSet)?.entry.properties?.['regions'];
    const date = parseClinicalDate(reportDateText(report), context.timeZone);
    if (regions === undefined || date === undefined || date.earliest > context.today) return [];
    return [
      {
        regions,
        earliest: date.earliest,
        latest: date.latest,
        hasUnreadText: hasUnreadText(report),
      },
    ];
  });
}

function hasUnreadText(report: DiagnosticReport): boolean {
  const hasNarrative = asArray(report.text).some(({ status }) => status !== 'generated');
  return (
    hasNarrative ||
    (report.conclusion ?? '') !== '' ||
    asArray(report.conclusionCode).length > 0 ||
    asArray(report.presentedForm).length > 0
  );
}

export interface AbsenceContext {
  readonly chart: Chart;
  readonly reading: ReadingContext;
  readonly reports: readonly StagingReport[];
  readonly lastLiverProcedure?: string;
  readonly isReadable: (resource: SourceResource) => boolean;
  readonly lookUp: FactLookup;
}

export interface Presumption {
  readonly possible: PossibleValues;
  readonly rule: string;
  /** It rests on a report whose text nobody has read: no basis for an inclusion criterion. */
  readonly isWeak: boolean;
}

/** Whether everything was read to the end that the policy's silence is about. */
export function isSilenceRead(
  definition: FactDefinition,
  policy: AbsencePolicy,
  { chart, reading, isReadable }: Pick<AbsenceContext, 'chart' | 'reading' | 'isReadable'>,
): boolean {
  const isOwnRead = factCompleteness(definition.fact, chart, reading.knowledge) === 'complete';
  const isStagingRead = policy.staged === undefined || isReadable('DiagnosticReport');
  return isOwnRead && isStagingRead && policy.readable?.every(isReadable) !== false;
}

/** The value to presume, if the policy's conditions all hold. */
export function presume(
  definition: FactDefinition,
  policy: AbsencePolicy,
  context: AbsenceContext,
): Presumption | undefined {
  if (!isSilenceRead(definition, policy, context)) return undefined;
  if (policy.when !== undefined && truthOf(policy.when, context.lookUp) !== 'met') return undefined;
  const since =
    definition.staleAfterLiverProcedure === true ? context.lastLiverProcedure : undefined;
  const staging = policy.staged === undefined ? 'read' : stagingOf(policy.staged, context, since);
  if (staging === 'none') return undefined;
  return {
    possible: presumedValue(definition, policy),
    rule: policy.rule,
    isWeak: staging === 'unread',
  };
}

function presumedValue(definition: FactDefinition, policy: AbsencePolicy): PossibleValues {
  const domain = domainOf(definition);
  switch (domain.kind) {
    case 'set':
      return { kind: 'set', members: [], complete: true };
    case 'date':
      return { kind: 'date', monthsAgo: { low: Infinity, high: Infinity } };
    case 'one-of':
    case 'interval':
      return oneOf(policy.presume);
  }
}

/** Whether every region was staged recently, and whether by reports without text left to read. */
function stagingOf(
  staged: NonNullable<AbsencePolicy['staged']>,
  { reports, reading }: AbsenceContext,
  since: string = unknownPast,
): 'read' | 'unread' | 'none' {
  const limit = monthsBefore(reading.today, staged.withinMonths);
  const recent = reports.filter(({ earliest }) => earliest >= limit && earliest >= since);
  const perRegion = staged.regions.map((region) =>
    recent.filter((report) => report.regions.includes(region)),
  );
  if (perRegion.some((covering) => covering.length === 0)) return 'none';
  const isRead = perRegion.every((covering) => covering.every((report) => !report.hasUnreadText));
  return isRead ? 'read' : 'unread';
}
