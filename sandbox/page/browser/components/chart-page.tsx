/** An open chart. A new one is mounted for every opening, so that a late answer has nowhere to appear. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { openChart, type HookCall } from '../calling/hook-call.js';
import { readChart, type ChartRead } from '../chart/chart-reading.js';
import type { CallSettings } from '../page-address.js';
import type { ListedPatient } from '../uploads.js';
import { AppPanel } from './app-panel.js';
import { CardsPanel, type CallState } from './cards-panel.js';
import { ChartSummary } from './chart-summary-view.js';
import { failureWords, useEhr } from './context.js';
import { DeveloperPanel } from './developer-panel.js';
import { PatientHeader } from './patient-header.js';
import type { OpenApp } from './surroundings.js';

interface ChartPageProps {
  readonly patient: ListedPatient;
  /** What was changed or left out of an uploaded chart. */
  readonly notes: readonly string[];
  readonly fhirBase: string;
  readonly settings: CallSettings;
  readonly serviceId: string;
}

export function ChartPage(props: ChartPageProps) {
  const [opening, setOpening] = useState(1);
  return (
    <OpenChart
      key={opening}
      {...props}
      onReopen={() => {
        setOpening(opening + 1);
      }}
    />
  );
}

function OpenChart(props: ChartPageProps & { readonly onReopen: () => void }) {
  const { patient, notes, fhirBase, settings, serviceId, onReopen } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const [app, setApp] = useState<OpenApp>();
  const chart = useChart(fhirBase, patient.id);
  const call = useHookCall(props);
  const closeApp = useCallback(() => {
    setApp(undefined);
    heading.current?.focus();
  }, []);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const target = { fhirBase, patientId: patient.id };
  return (
    <>
      <PatientHeader
        headingRef={heading}
        patient={patient}
        chart={chart}
        notes={notes}
        onReopen={onReopen}
      />
      <div class="chart-columns">
        <CardsPanel
          call={call}
          chart={target}
          version={settings.version}
          serviceId={serviceId}
          onReopen={onReopen}
          onOpenApp={setApp}
        />
        <div class="chart-body">
          {app !== undefined && <AppPanel app={app} onClose={closeApp} />}
          <ChartSummary chart={chart} />
          {call.kind === 'answered' && <DeveloperPanel call={call.call} />}
        </div>
      </div>
    </>
  );
}

function useChart(fhirBase: string, patientId: string): ChartRead | undefined {
  const { http } = useEhr();
  const [chart, setChart] = useState<ChartRead>();
  useEffect(() => {
    const abort = new AbortController();
    readChart(http, { fhirBase, patientId }, abort.signal).then(setChart, ignoreAborted);
    return () => {
      abort.abort();
    };
  }, [http, fhirBase, patientId]);
  return chart;
}

function useHookCall({ patient, fhirBase, settings, serviceId }: ChartPageProps): CallState {
  const ehr = useEhr();
  const [state, setState] = useState<CallState>({ kind: 'calling' });
  useEffect(() => {
    const abort = new AbortController();
    const chart = { fhirBase, patientId: patient.id };
    openChart(ehr, { chart, settings, serviceId, signal: abort.signal }).then(
      (call: HookCall) => {
        setState({ kind: 'answered', call });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ kind: 'failed', reason: failureWords(error) });
      },
    );
    return () => {
      abort.abort();
    };
  }, [ehr, fhirBase, patient.id, settings, serviceId]);
  return state;
}

/** Reading a chart rejects only when it is closed meanwhile. */
function ignoreAborted(): void {
  return;
}
