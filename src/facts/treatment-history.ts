/** Treatments on the time line: each record of one, with when it began and ended. */
import type { FhirResource } from 'fhir/r4.js';
import { valueLabel } from '../logic/value-label.js';
import type { Chart } from '../model/chart.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { HistoryTreatment } from '../model/smart-app.js';
import type { SetMember } from '../model/values.js';
import { extractRecords } from './extract.js';
import { compare, compareAsText, createRegister } from './history-order.js';
import type { FactRecord, ReadingContext } from './records.js';
import { courseOf } from './therapy-course.js';

/** A record that an earlier fact shows is not shown again for a later one. */
export function treatmentHistory(
  chart: Chart,
  context: ReadingContext,
): readonly HistoryTreatment[] {
  const shown = new Set<FhirResource>();
  const isNew = createRegister();
  const { trends } = context.knowledge;
  const treatments = trends.treatments.flatMap((definition) => {
    const read = extractRecords(chart, context, trends.sources.get(definition));
    const all = read.get(definition.fact) ?? [];
    const records = all.filter(({ resource }) => !shown.has(resource));
    for (const { resource } of records) shown.add(resource);
    return records.flatMap((record) =>
      (record.members ?? [])
        .filter(({ id }) => isNew(record.resource, id))
        .map((member) => treatmentOf(member, record, definition, context)),
    );
  });
  return treatments.sort(byStart);
}

function treatmentOf(
  member: SetMember,
  { resource, evidence }: FactRecord,
  definition: FactDefinition,
  { dates }: ReadingContext,
): HistoryTreatment {
  const course = courseOf(resource, member.status);
  const start = dates.date(course?.start)?.earliest ?? member.date?.earliest;
  const end = dates.date(course?.end)?.latest;
  return {
    id: member.id,
    label: valueLabel(member.id, definition),
    status: member.status,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    evidence,
  };
}

function byStart(a: HistoryTreatment, b: HistoryTreatment): number {
  return (
    compare(a.start ?? '', b.start ?? '') ||
    compare(a.id, b.id) ||
    compare(a.evidence.reference, b.evidence.reference) ||
    compareAsText(a, b)
  );
}
