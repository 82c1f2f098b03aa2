/** The records behind a value: what they say, whether they were used, and each as it is. */
import { useEffect, useRef } from 'preact/hooks';
import type { Evidence } from '../../../src/model/values.js';
import { ClippedText } from '../../../ui/clipped-text.js';
import { recordTitle, type Resource } from '../../../ui/fhir-display.js';
import { recordLines } from '../chart/record-lines.js';
import type { Records } from '../chart/records.js';
import { dayText } from '../evaluation/fact-view.js';
import type { SourceRequest } from './session.js';

interface SourceDrawerProps {
  readonly request: SourceRequest;
  readonly records: Records;
  readonly onClose: () => void;
}

export function SourceDrawer({ request, records, onClose }: SourceDrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="drawer" aria-labelledby="drawer-heading" onClose={onClose}>
      <div class="section-head">
        <h2 id="drawer-heading">Source: {request.title}</h2>
        <button
          type="button"
          onClick={() => {
            dialog.current?.close();
          }}
        >
          Close
        </button>
      </div>
      {request.evidence.map((item, index) => (
        <SourceRecord
          key={`${index} ${item.reference}`}
          item={item}
          record={records.get(item.reference)}
        />
      ))}
    </dialog>
  );
}

interface SourceRecordProps {
  readonly item: Evidence;
  readonly record: Resource | undefined;
}

function SourceRecord({ item, record }: SourceRecordProps) {
  const title = record === undefined ? (item.display ?? item.reference) : recordTitle(record);
  return (
    <section class="source-record">
      <h3>
        <ClippedText text={title} maxCharacters={120} />
      </h3>
      <dl>
        <Line label="Value as read" text={item.value} />
        <Line label="Date" text={item.date === undefined ? 'none' : dayText(item.date)} />
        <Line
          label="Used"
          text={item.notUsed === undefined ? 'yes' : `not used: ${item.notUsed}`}
        />
        <Line label="Record" text={item.reference} />
      </dl>
      {record === undefined ? (
        <p>This record is not among those that were read.</p>
      ) : (
        <RecordDetails record={record} />
      )}
    </section>
  );
}

function Line({ label, text }: { readonly label: string; readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <ClippedText text={text} />
      </dd>
    </div>
  );
}

function RecordDetails({ record }: { readonly record: Resource }) {
  return (
    <>
      <details open>
        <summary>The record in words</summary>
        <dl>
          {recordLines(record).map(({ label, text }) => (
            <Line key={label} label={label} text={text} />
          ))}
        </dl>
      </details>
      <details>
        <summary>The record as it is (FHIR JSON)</summary>
        <pre tabIndex={0}>{JSON.stringify(record, null, 2)}</pre>
      </details>
    </>
  );
}
