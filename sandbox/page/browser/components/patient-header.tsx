/** Who the patient is, on top of the chart. */
import type { RefObject } from 'preact';
import { isObject } from '../../../../ui/fhir-display.js';
import type { ChartRead } from '../chart/chart-reading.js';
import { patientBanner } from '../chart/patient-banner.js';
import type { ListedPatient } from '../uploads.js';
import { ClippedText } from '../../../../ui/clipped-text.js';
import { useEhr } from './context.js';

interface PatientHeaderProps {
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly patient: ListedPatient;
  readonly chart: ChartRead | undefined;
  readonly notes: readonly string[];
  readonly onReopen: () => void;
}

export function PatientHeader(props: PatientHeaderProps) {
  const { headingRef, patient, chart, notes, onReopen } = props;
  const { now } = useEhr();
  const read = chart?.patient;
  const record = read?.kind === 'read' ? read.resources[0] : undefined;
  const banner = isObject(record)
    ? patientBanner(record, now().toISOString().slice(0, 10))
    : undefined;
  return (
    <section class="patient-header" aria-labelledby="chart-heading">
      <div class="patient-header-row">
        <h2 id="chart-heading" tabIndex={-1} ref={headingRef}>
          <ClippedText text={banner?.name ?? patient.name} maxCharacters={120} />
        </h2>
        <button type="button" onClick={onReopen}>
          Open the chart again
        </button>
      </div>
      {banner !== undefined && (
        <dl class="patient-facts">
          {banner.items.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <ClippedText text={value} maxCharacters={80} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {read?.kind === 'failed' && (
        <p class="notice problem">The patient could not be read ({read.reason}).</p>
      )}
      {patient.story !== '' && (
        <p class="quiet">
          Shows: <ClippedText text={patient.story} />
        </p>
      )}
      {notes.length > 0 && <Notes notes={notes} />}
    </section>
  );
}

function Notes({ notes }: Pick<PatientHeaderProps, 'notes'>) {
  return (
    <div class="notice">
      <p>About the uploaded chart:</p>
      <ul>
        {notes.map((note) => (
          <li key={note}>
            <ClippedText text={note} />
          </li>
        ))}
      </ul>
    </div>
  );
}
