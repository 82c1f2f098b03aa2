/** A chart of one’s own: pasted, chosen or dropped. */
import { useRef, useState } from 'preact/hooks';
import { uploadChart, type Upload } from '../uploads.js';
import { useAttempt } from './attempt.js';
import { useEhr } from './context.js';

interface OwnChartProps {
  readonly onUploaded: (upload: Upload) => void;
}

export function OwnChart({ onUploaded }: OwnChartProps) {
  const ehr = useEhr();
  const [attempt, start] = useAttempt<undefined>();
  const details = useRef<HTMLDetailsElement>(null);
  const send = (read: () => Promise<string>) => {
    void start(async () => {
      onUploaded(await uploadChart(ehr.http, ehr.uploadsUrl, await read()));
      if (details.current !== null) details.current.open = false;
      return undefined;
    });
  };
  const sendFile = (file: File | undefined) => {
    if (file !== undefined) send(() => file.text());
  };
  return (
    <details
      class="own-chart"
      ref={details}
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        sendFile(event.dataTransfer?.files[0]);
      }}
    >
      <summary>Your own chart</summary>
      <p class="quiet">
        A FHIR R4 Bundle with one or more Patients. It stays in the memory of this sandbox until
        that is stopped. Synthetic or de-identified data only.
      </p>
      <ChartFields isBusy={attempt.kind === 'busy'} onText={send} onFile={sendFile} />
      <p role="status" class={attempt.kind === 'failed' ? 'notice problem' : 'news'}>
        {attempt.kind === 'busy' && 'Storing the chart …'}
        {attempt.kind === 'failed' && attempt.reason}
      </p>
    </details>
  );
}

interface ChartFieldsProps {
  readonly isBusy: boolean;
  readonly onText: (read: () => Promise<string>) => void;
  readonly onFile: (file: File | undefined) => void;
}

function ChartFields({ isBusy, onText, onFile }: ChartFieldsProps) {
  const [text, setText] = useState('');
  return (
    <>
      <label class="stacked">
        Bundle as JSON
        <textarea
          rows={5}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
          }}
        />
      </label>
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={isBusy}
          onClick={() => {
            onText(() => Promise.resolve(text));
          }}
        >
          Open this chart
        </button>
      </div>
      <label class="stacked">
        Or a file
        <input
          type="file"
          accept=".json,application/json,application/fhir+json"
          onChange={({ currentTarget }) => {
            onFile(currentTarget.files?.[0]);
          }}
        />
      </label>
    </>
  );
}
