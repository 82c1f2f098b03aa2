/** When nothing on record may be read as a value: the absence policies of the mapping files. */
import type { DiagnosticReport } from 'fhir/r4.js';
import type { AbsencePolicy, SourceResource } from '../model/knowledge.js';
import type { Chart } from '../model/chart.js';
import type { Evidence } from '../model/values.js';
import { monthsBefore, parseClinicalDate, unknownPast } from './clinical-date.js';
import { factCompleteness } from './completeness.js';
import type { FactRule, PreparedAbsence } from './fact-rules.js';
import { isFinalReport, reportDateText } from './read-event.js';
import { asArray, matchConcept, type ReadingContext } from './records.js';
import type { ReadChart, StagingReport } from './read-chart.js';
import { contradicts } from './select.js';

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

/** What it may mean that nothing is on record, as far as the chart alone tells. */
export interface Silence {
  /** Everything was read to the end that the policy's silence is about. */
  readonly isRead: boolean;
  /** Whether all was staged that must be; `unread`: by reports with text that nobody has read. */
  readonly staging: 'read' | 'unread' | 'none';
  /** Some record, counted or not, says otherwise than what would be presumed. */
  readonly isContradicted: boolean;
  /** Records that were read, but not understood. */
  readonly notUnderstood: readonly Evidence[];
}

/** Judges the silence of a chart about one fact by the fact's absence policy. */
export function readSilence(
  { definition }: FactRule,
  { policy, presumed }: PreparedAbsence,
  context: ReadChart,
): Silence {
  const { chart, reading, documented, lastLiverProcedure } = context;
  const { fact, staleAfterLiverProcedure } = definition;
  const own = documented.get(fact);
  const since = staleAfterLiverProcedure === true ? lastLiverProcedure : undefined;
  return {
    isRead:
      factCompleteness(fact, chart, reading.knowledge) === 'complete' &&
      isReadable(policy, context),
    staging: policy.staged === undefined ? 'read' : stagingOf(policy.staged, context, since),
    isContradicted: own !== undefined && contradicts(own, presumed),
    notUnderstood: policy.readable?.includes('Medication') === true ? context.unknownDrugs() : [],
  };
}

function isReadable(
  { staged, readable = [] }: AbsencePolicy,
  context: Pick<ReadChart, 'isReadable'>,
): boolean {
  const types: readonly SourceResource[] =
    staged === undefined ? readable : ['DiagnosticReport', ...readable];
  return types.every(context.isReadable);
}

/** Whether every region was staged recently, and whether by reports without text left to read. */
function stagingOf(
  staged: NonNullable<AbsencePolicy['staged']>,
  { reports, reading }: Pick<ReadChart, 'reports' | 'reading'>,
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
