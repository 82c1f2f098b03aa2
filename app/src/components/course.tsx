/** The course of the disease: measures over time with the treatments underneath. */
import { useState } from 'preact/hooks';
import { ClippedText } from '../../../ui/clipped-text.js';
import { useWidth } from '../../../ui/use-width.js';
import type { History, HistorySeries } from '../../../src/model/smart-app.js';
import { pointText } from '../course/point-text.js';
import { timeScale, timeTicks } from '../course/time-scale.js';
import {
  noTreatmentText,
  treatmentLanes,
  treatmentText,
  undatedTreatments,
} from '../course/treatment-lanes.js';
import { unitText } from '../evaluation/value-text.js';
import { PlotPanel, type PlotFrame } from './plot-panel.js';
import type { Told } from './record-mark.js';
import { useSession } from './session.js';
import { SourceButton } from './source-button.js';
import { TreatmentPlot } from './treatment-plot.js';

const panelHeight = 130;
const narrowWidth = 480;
const narrowest = 320;

export function Course({ history }: { readonly history: History }) {
  const { record } = useSession();
  const [element, width] = useWidth(narrowest);
  const series = history.series.filter(({ points }) => points.length > 0);
  const isEmpty = series.length === 0 && history.treatments.length === 0;
  const gutter = width < narrowWidth ? 104 : 150;
  const time = timeScale(history, record.evaluatedAt, { width, gutter });
  const frame: PlotFrame = { time, ticks: timeTicks(time), width, gutter };
  return (
    <section id="course" aria-labelledby="course-heading">
      <h2 id="course-heading" tabIndex={-1}>
        Course
      </h2>
      {isEmpty && <p>No measure or treatment with a date is on the record that was read.</p>}
      <div ref={element} class={width < narrowWidth ? 'course narrow' : 'course'}>
        {series.map((measure) => (
          <Measure key={`${measure.id} ${measure.unit ?? ''}`} series={measure} frame={frame} />
        ))}
        {!isEmpty && <Treatments history={history} frame={frame} />}
      </div>
      {!isEmpty && <CourseList history={history} />}
      <LeftOutRecords history={history} />
      <p class="quiet">
        From the record alone: assumptions do not change it. Hollow: not counted. A bar in place of
        a point: a range, or a value with one open end.
      </p>
    </section>
  );
}

function Measure({ series, frame }: { readonly series: HistorySeries; readonly frame: PlotFrame }) {
  const [told, setTold] = useState<Told>();
  return (
    <figure class="measure">
      <figcaption>
        {series.label}
        {unitText(series.unit) !== '' && (
          <span class="quiet"> ({unitText(series.unit).trim()})</span>
        )}
      </figcaption>
      <PlotPanel series={series} frame={frame} height={panelHeight} onTell={setTold} />
      <Tip told={told} width={frame.width} />
    </figure>
  );
}

function Treatments({ history, frame }: { readonly history: History; readonly frame: PlotFrame }) {
  const { record } = useSession();
  const [told, setTold] = useState<Told>();
  const lanes = treatmentLanes(history.treatments, frame.time);
  const undated = undatedTreatments(history.treatments);
  return (
    <figure class="measure">
      <figcaption>
        Treatments
        {lanes.length === 0 && <span class="quiet">: {noTreatmentText(record)}</span>}
      </figcaption>
      <TreatmentPlot lanes={lanes} frame={frame} onTell={setTold} />
      <Tip told={told} width={frame.width} />
      {undated.length > 0 && (
        <p>
          Without a date: {undated.map(({ label, status }) => `${label} (${status})`).join(', ')}
        </p>
      )}
    </figure>
  );
}

/** What the pointer or the focus is on; screen readers have it in the label of the point. */
function Tip({ told, width }: { readonly told: Told | undefined; readonly width: number }) {
  if (told === undefined) return null;
  const side = told.x > width / 2 ? 'tip right' : 'tip';
  return (
    <p class={side} aria-hidden="true">
      {told.text}
    </p>
  );
}

/** Not silently: what has no place in time is told. */
function LeftOutRecords({ history: { leftOut } }: { readonly history: History }) {
  if (leftOut.length === 0) return null;
  return (
    <details class="course-list">
      <summary>{leftOut.length} records that could not be placed</summary>
      <ul>
        {leftOut.map(({ label, evidence }, index) => (
          <li key={`${index} ${evidence.reference}`}>
            {label}: <ClippedText text={evidence.value ?? 'no value'} />
            {evidence.notUsed !== undefined && `, ${evidence.notUsed}`}{' '}
            <SourceButton title={label} evidence={[evidence]} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The same in words, with the way to every record. */
function CourseList({ history }: { readonly history: History }) {
  return (
    <details class="course-list">
      <summary>The course as a list</summary>
      <ul>
        {history.series.flatMap((series) =>
          series.points.map((point, index) => (
            <li key={`${series.id} ${series.unit ?? ''} ${index}`}>
              {pointText(point, series)}{' '}
              <SourceButton title={series.label} evidence={[point.evidence]} />
            </li>
          )),
        )}
        {history.treatments.map((treatment, index) => (
          <li key={`${treatment.id} ${index}`}>
            {treatmentText(treatment)}{' '}
            <SourceButton title={treatment.label} evidence={[treatment.evidence]} />
          </li>
        ))}
      </ul>
    </details>
  );
}
