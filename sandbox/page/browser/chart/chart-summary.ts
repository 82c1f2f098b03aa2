/** The chart as the page shows it: sections of entries, newest first, with what could not be read. */
import {
  asList,
  asText,
  conceptText,
  isObject,
  recordTitle,
  referenceOf,
  startDate,
  valueText,
  type Resource,
} from '../../../../ui/fhir-display.js';
import { treatmentTypes, type ChartRead, type SummaryType } from './chart-reading.js';
import { dayText } from './calendar.js';
import { observationSections, type SectionId } from './observation-sections.js';

export interface SummaryEntry {
  readonly reference: string;
  readonly title: string;
  readonly value: string | undefined;
  /** As recorded, without the time. */
  readonly date: string | undefined;
  /** Said where it is not the usual one. */
  readonly status: string | undefined;
  /** Conclusions and instructions, which may be long. */
  readonly text: string | undefined;
  /** Older values of the same test. */
  readonly earlier: readonly SummaryEntry[];
}

export interface SummarySection {
  readonly id: SectionId;
  readonly title: string;
  readonly entries: readonly SummaryEntry[];
  /** Sentences on what could not be read: then the section is never "none". */
  readonly problems: readonly string[];
}

interface SectionPlan {
  readonly id: SectionId;
  readonly title: string;
  readonly types: readonly SummaryType[];
  /** Repeated tests are shown as one row with its latest value. */
  readonly groupsTests: boolean;
}

const plan: readonly SectionPlan[] = [
  { id: 'problems', title: 'Problems', types: ['Condition'], groupsTests: false },
  { id: 'treatments', title: 'Treatments', types: treatmentTypes, groupsTests: false },
  { id: 'orders', title: 'Orders', types: ['ServiceRequest'], groupsTests: false },
  {
    id: 'pathology',
    title: 'Pathology',
    types: ['DiagnosticReport', 'Observation'],
    groupsTests: false,
  },
  {
    id: 'imaging',
    title: 'Imaging',
    types: ['DiagnosticReport', 'Observation'],
    groupsTests: false,
  },
  {
    id: 'laboratory',
    title: 'Laboratory',
    types: ['DiagnosticReport', 'Observation'],
    groupsTests: true,
  },
  {
    id: 'other',
    title: 'Other findings',
    types: ['DiagnosticReport', 'Observation'],
    groupsTests: true,
  },
];

const words: Readonly<Record<SummaryType, string>> = {
  Condition: 'Problems',
  DiagnosticReport: 'Reports',
  Observation: 'Observations',
  Procedure: 'Procedures',
  MedicationRequest: 'Prescriptions',
  MedicationStatement: 'Medication statements',
  MedicationAdministration: 'Administered medication',
  ServiceRequest: 'Orders',
};

/** Sections in the order of the page. */
export function chartSections(chart: ChartRead): readonly SummarySection[] {
  const reports = resourcesOf(chart, 'DiagnosticReport');
  const sectionOf = observationSections(reports);
  return plan.map(({ id, title, types, groupsTests }) => {
    const entries = types
      .flatMap((type) => resourcesOf(chart, type).filter((one) => sectionOf(one) === id))
      .map(summaryEntry)
      .sort(newestFirst);
    return {
      id,
      title,
      entries: groupsTests ? groupByTest(entries) : entries,
      problems: types.flatMap((type) => problemsOf(chart, type)),
    };
  });
}

export function resourcesOf(chart: ChartRead, type: SummaryType): readonly Resource[] {
  const read = chart.byType.get(type);
  return read?.kind === 'read' ? read.resources : [];
}

function problemsOf(chart: ChartRead, type: SummaryType): readonly string[] {
  const read = chart.byType.get(type);
  if (read === undefined || read.kind === 'failed') {
    return [`${words[type]} could not be read (${read?.reason ?? 'not read'}).`];
  }
  return read.isComplete ? [] : [`${words[type]} were read in part only.`];
}

function summaryEntry(resource: Resource): SummaryEntry {
  return {
    reference: referenceOf(resource),
    title: recordTitle(resource),
    value: valueText(resource) ?? componentsText(resource),
    date: dayText(startDate(resource)),
    status: unusualStatus(resource),
    text: asText(resource['conclusion']) ?? instructions(resource),
    earlier: [],
  };
}

function componentsText(resource: Resource): string | undefined {
  const texts = asList(resource['component'])
    .filter(isObject)
    .map((component) => `${conceptText(component['code']) ?? '?'}: ${valueText(component) ?? '?'}`);
  return texts.length === 0 ? undefined : texts.join('; ');
}

function instructions(resource: Resource): string | undefined {
  const texts = asList(resource['dosageInstruction'] ?? resource['dosage'])
    .filter(isObject)
    .map(({ text }) => asText(text))
    .filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join('; ');
}

const usualStatuses = new Set(['final', 'completed', 'confirmed']);

/** Statuses that a reader must know, such as `active`, `preliminary` or `entered-in-error`. */
function unusualStatus(resource: Resource): string | undefined {
  const statuses = [
    asText(resource['status']),
    conceptText(resource['clinicalStatus']),
    conceptText(resource['verificationStatus']),
  ].filter((status) => status !== undefined && !usualStatuses.has(status));
  return statuses.length === 0 ? undefined : statuses.join(', ');
}

/** Undated entries come last. */
export function newestFirst(a: SummaryEntry, b: SummaryEntry): number {
  const [first, second] = [a.date ?? '', b.date ?? ''];
  if (first === second) return a.title < b.title ? -1 : a.title > b.title ? 1 : 0;
  return first < second ? 1 : -1;
}

function groupByTest(entries: readonly SummaryEntry[]): readonly SummaryEntry[] {
  const groups = new Map<string, SummaryEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.title);
    if (group === undefined) groups.set(entry.title, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].flatMap(([latest, ...earlier]) =>
    latest === undefined ? [] : [{ ...latest, earlier }],
  );
}
