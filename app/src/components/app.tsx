/** The app from being opened to an open chart. */
import type { AppFailure } from '../failure.js';
import type { LaunchEnvironment } from '../launch/begin-launch.js';
import { ChartView } from './chart-view.js';
import { FailureView } from './failure-view.js';
import { useChart } from './use-chart.js';

export function App({ environment }: { readonly environment: LaunchEnvironment }) {
  const { stage, connect, stopReading } = useChart(environment);
  switch (stage.kind) {
    case 'unexplained':
      return <Explanation />;
    case 'standalone':
      return <ConnectOffer iss={stage.iss} onConnect={connect} />;
    case 'connecting':
      return <Waiting text="Connecting to the EHR …" />;
    case 'reading':
      return (
        <Waiting text={`Reading the chart: ${stage.done} of ${stage.all} queries …`}>
          <progress max={stage.all} value={stage.done} aria-label="Queries read" />
          <button type="button" onClick={stopReading}>
            Stop
          </button>
        </Waiting>
      );
    case 'failed':
      return <Failed failure={stage.failure} onConnect={connect} />;
    case 'open':
      return <ChartView {...stage.chart} onReconnect={stage.hasEnded ? connect : undefined} />;
  }
}

const title = 'Published treatment criteria';

function Explanation() {
  return (
    <main class="page">
      <h1>{title}</h1>
      <p>
        This app shows, for a patient with liver metastases of a neuroendocrine tumour, which
        published treatment criteria are met, not met or open on the record, and why.
      </p>
      <p>
        Open it from the patient’s chart: an EHR starts it with the address of its FHIR server. No
        EHR has done so here, so there is nothing to show.
      </p>
    </main>
  );
}

function ConnectOffer({
  iss,
  onConnect,
}: {
  readonly iss: string;
  readonly onConnect: () => void;
}) {
  return (
    <main class="page">
      <h1>{title}</h1>
      <p>
        To read a chart, the app asks this EHR for access: <strong>{hostOf(iss)}</strong>. You
        choose the patient there.
      </p>
      <p>
        <button type="button" class="primary" onClick={onConnect}>
          Connect
        </button>
      </p>
    </main>
  );
}

function hostOf(iss: string): string {
  return URL.canParse(iss) ? new URL(iss).host : 'an address that cannot be read';
}

export function Waiting({
  text,
  children,
}: {
  readonly text: string;
  readonly children?: preact.ComponentChildren;
}) {
  return (
    <main class="page">
      <h1>{title}</h1>
      <p role="status">{text}</p>
      {children}
    </main>
  );
}

function Failed({
  failure,
  onConnect,
}: {
  readonly failure: AppFailure;
  readonly onConnect: (() => void) | undefined;
}) {
  return (
    <FailureView failure={failure}>
      {onConnect !== undefined && (
        <button type="button" class="primary" onClick={onConnect}>
          Connect again
        </button>
      )}
    </FailureView>
  );
}
