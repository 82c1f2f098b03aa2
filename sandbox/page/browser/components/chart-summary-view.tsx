/** The chart in short: time line, then sections. */
import { useMemo, useState } from 'preact/hooks';
import type { ChartRead } from '../chart/chart-reading.js';
import { chartSections, type SummaryEntry, type SummarySection } from '../chart/chart-summary.js';
import { chartTimeline } from '../chart/timeline.js';
import { ClippedText } from '../../../../ui/clipped-text.js';
import { useEhr } from './context.js';
import { TimelineView } from './timeline-view.js';

/** Entries of a section shown before somebody asks for all. */
const fewEntries = 8;

export function ChartSummary({ chart }: { readonly chart: ChartRead | undefined }) {
  const { now } = useEhr();
  const shown = useMemo(
    () =>
      chart && { sections: chartSections(chart), timeline: chartTimeline(chart, now().getTime()) },
    [chart, now],
  );
  return (
    <section class="summary" aria-labelledby="summary-heading" aria-busy={shown === undefined}>
      <h2 id="summary-heading">Chart summary</h2>
      {shown === undefined ? (
        <p role="status">Reading the chart …</p>
      ) : (
        <>
          {shown.timeline !== undefined && <TimelineView timeline={shown.timeline} />}
          {shown.sections.some(({ problems }) => problems.length > 0) && (
            <p class="notice problem">
              This summary is not complete: the sections name what could not be read.
            </p>
          )}
          <div class="summary-sections">
            {shown.sections.map((section) => (
              <SectionView key={section.id} section={section} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function SectionView({ section }: { readonly section: SummarySection }) {
  const [isWhole, setWhole] = useState(false);
  const { id, title, entries, problems } = section;
  const shown = isWhole ? entries : entries.slice(0, fewEntries);
  return (
    <section class={`summary-section ${id}`} aria-labelledby={`section-${id}`}>
      <h3 id={`section-${id}`}>{title}</h3>
      {problems.map((problem) => (
        <p key={problem} class="notice problem">
          {problem}
        </p>
      ))}
      {entries.length === 0 && problems.length === 0 && <p class="quiet">Nothing recorded.</p>}
      {entries.length > 0 && (
        <ul class="entries">
          {shown.map((entry, index) => (
            <EntryView key={`${entry.reference} ${index}`} entry={entry} />
          ))}
        </ul>
      )}
      {entries.length > fewEntries && (
        <button
          type="button"
          class="inline"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? 'Show fewer' : `Show all ${entries.length}`}
          <span class="visually-hidden"> of {title}</span>
        </button>
      )}
    </section>
  );
}

function EntryView({ entry }: { readonly entry: SummaryEntry }) {
  const { title, value, date, status, text, earlier } = entry;
  return (
    <li class="entry">
      <div class="entry-line">
        <span class="entry-title">
          <ClippedText text={title} maxCharacters={160} />
        </span>
        {value !== undefined && (
          <span class="entry-value">
            <ClippedText text={value} maxCharacters={160} />
          </span>
        )}
        <span class="entry-date quiet">
          {date ?? 'undated'}
          {status !== undefined && (
            <>
              {' · '}
              <ClippedText text={status} maxCharacters={60} />
            </>
          )}
        </span>
      </div>
      {text !== undefined && (
        <p class="entry-text">
          <ClippedText text={text} />
        </p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{earlier.length} earlier</summary>
          <ul class="entries">
            {earlier.map((one, index) => (
              <li key={`${one.reference} ${index}`} class="entry-line">
                <span class="entry-value">
                  <ClippedText text={one.value ?? 'no value'} maxCharacters={160} />
                </span>
                <span class="entry-date quiet">
                  {one.date ?? 'undated'}
                  {one.status !== undefined && ` · ${one.status.slice(0, 60)}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
