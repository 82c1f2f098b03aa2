/**
 * One page for the tumour board, seen on paper only. It tells the record alone: what was tried out on screen is not part
 * of it, and it says so.
 */
import type { PathwayStatus } from '../../../src/model/evaluation.js';
import type { History } from '../../../src/model/smart-app.js';
import type { PatientBanner } from '../chart/patient-banner.js';
import { timeScale, timeTicks } from '../course/time-scale.js';
import { noTreatmentText, treatmentLanes } from '../course/treatment-lanes.js';
import { dayText } from '../evaluation/fact-view.js';
import { pathwaysByGroup, type PathwayView } from '../evaluation/pathway-view.js';
import { queryWords, statusWords } from '../evaluation/state-words.js';
import { unitText } from '../evaluation/value-text.js';
import { joinWith } from '../evaluation/vocabulary.js';
import { decidingInputs } from '../print/deciding-inputs.js';
import { PlotPanel } from './plot-panel.js';
import { useSession } from './session.js';
import { TreatmentPlot } from './treatment-plot.js';

const order: readonly PathwayStatus[] = [
  'criteria-met',
  'needs-data',
  'excluded',
  'criteria-not-met',
];

export interface PrintSummaryProps {
  readonly patient: PatientBanner;
  readonly history: History;
  readonly statements: readonly string[];
  readonly hasAssumptions: boolean;
}

export function PrintSummary({ patient, history, statements, hasAssumptions }: PrintSummaryProps) {
  const { record, vocabulary } = useSession();
  const { edition } = vocabulary.knowledge;
  const pathways = pathwaysByGroup(record, record, vocabulary).flatMap((group) => group.pathways);
  return (
    <section class="print-summary" aria-label="Summary for printing">
      <header>
        <h1>Published treatment criteria: summary for the tumour board</h1>
        <p class="print-patient">
          <strong>{patient.name.slice(0, 80)}</strong> · born {patient.birthDate.slice(0, 20)} ·{' '}
          {patient.sex.slice(0, 20)} · {patient.identifier.slice(0, 40)}
        </p>
        <p>
          Judged {dayText(record.evaluatedAt)} · {edition.shortLabel}, version {edition.version} (
          {edition.hash.slice(0, 12)}) · {edition.ageNote} This informs; the multidisciplinary team
          decides.
        </p>
      </header>
      {hasAssumptions && (
        <p class="print-box">
          Values were assumed on screen. They are not part of this page: it tells the record alone.
        </p>
      )}
      <PrintWarnings statements={statements} />
      <PrintDecisive />
      {order.map((status) => (
        <PrintStatus
          key={status}
          status={status}
          pathways={pathways.filter((pathway) => pathway.status === status)}
        />
      ))}
      <PrintCourse history={history} />
      <p class="print-limits">
        <strong>Limits of the source:</strong> {edition.limits.join(' ')}
      </p>
    </section>
  );
}

function PrintWarnings({ statements }: { readonly statements: readonly string[] }) {
  const { record, vocabulary } = useSession();
  const unread = Object.entries(record.queries).flatMap(([key, state]) => {
    const words = queryWords[state];
    return words === undefined ? [] : [`${key} ${words}`];
  });
  const conflicts = record.conflicts.map(
    ({ facts, text }) => `${facts.map(vocabulary.factLabel).join(', ')}: ${text.slice(0, 200)}`,
  );
  const lines = [
    ...(record.inScope ? [] : record.scopeReasons.map(({ text }) => `Out of scope: ${text}`)),
    ...(unread.length > 0
      ? [`Not fully read: ${unread.join('; ')}. There, data stay unknown.`]
      : []),
    ...conflicts.map((text) => `Contradiction: ${text}`),
    ...statements,
  ];
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="print-box">
          {line}
        </p>
      ))}
    </>
  );
}

function PrintDecisive() {
  const { record, vocabulary } = useSession();
  if (record.decisive.length === 0) return null;
  const lines = record.decisive.slice(0, 5).map(({ fact, settles, couldChange }) => {
    const names = (ids: readonly string[]): string =>
      joinWith('and', ids.map(vocabulary.pathwayName));
    const words =
      settles.length > 0 ? `settles ${names(settles)}` : `could change ${names(couldChange)}`;
    return `${vocabulary.factLabel(fact)} (${words})`;
  });
  return (
    <p>
      <strong>Missing data that decide:</strong> {lines.join('; ')}
    </p>
  );
}

interface PrintStatusProps {
  readonly status: PathwayStatus;
  readonly pathways: readonly PathwayView[];
}

function PrintStatus({ status, pathways }: PrintStatusProps) {
  const { record, vocabulary } = useSession();
  if (pathways.length === 0) return null;
  return (
    <section>
      <h2>
        {statusWords[status]} ({pathways.length})
      </h2>
      <ul>
        {pathways.map((pathway) => (
          <li key={pathway.id}>
            <strong>{pathway.words.shortTitle}</strong>:{' '}
            {decidingInputs(pathway, record, vocabulary).join('; ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

const width = 330;
const gutter = 92;

function PrintCourse({ history }: { readonly history: History }) {
  const { record } = useSession();
  const time = timeScale(history, record.evaluatedAt, { width, gutter });
  const frame = { time, ticks: timeTicks(time), width, gutter, isCompact: true };
  const lanes = treatmentLanes(history.treatments, time);
  const tellNobody = (): void => undefined;
  return (
    <section class="print-course">
      {history.series
        .filter(({ points }) => points.length > 0)
        .map((series) => (
          <figure key={`${series.id} ${series.unit ?? ''}`}>
            <figcaption>
              {series.label}
              {unitText(series.unit)}
            </figcaption>
            <PlotPanel series={series} frame={frame} height={56} onTell={tellNobody} />
          </figure>
        ))}
      <figure>
        <figcaption>Treatments{lanes.length === 0 && `: ${noTreatmentText(record)}`}</figcaption>
        <TreatmentPlot lanes={lanes} frame={frame} onTell={tellNobody} />
      </figure>
    </section>
  );
}
