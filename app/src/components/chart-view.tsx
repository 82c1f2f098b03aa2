/** An open chart: everything the app shows of a patient. */
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { AppKnowledge } from '../../../src/model/smart-app.js';
import { patientBanner } from '../chart/patient-banner.js';
import type { ChartAnswers } from '../chart/read-chart.js';
import { recordsOf } from '../chart/records.js';
import type { Assessment } from '../evaluation/evaluate.js';
import { createVocabulary } from '../evaluation/vocabulary.js';
import type { Assumptions } from '../what-if/assumptions.js';
import { shownAssessment, useWhatIf, type EvaluateAssumptions } from '../what-if/use-what-if.js';
import { Course } from './course.js';
import { DecisiveData } from './decisive-data.js';
import { Masthead } from './masthead.js';
import { Matrix } from './matrix.js';
import { Notices } from './notices.js';
import { PrintSummary } from './print-summary.js';
import { SessionContext, type SourceRequest } from './session.js';
import { SourceDrawer } from './source-drawer.js';
import { WhatIfPanel } from './what-if-panel.js';

export interface ChartViewProps {
  readonly answers: ChartAnswers;
  readonly assessment: Assessment;
  readonly knowledge: AppKnowledge;
  readonly evaluateWith: EvaluateAssumptions;
  /** Set when the token no longer works. */
  readonly onReconnect: (() => void) | undefined;
}

export function ChartView(props: ChartViewProps) {
  const { answers, assessment, knowledge, evaluateWith, onReconnect } = props;
  const [assumptions, setAssumptions] = useState<Assumptions>({});
  const [source, setSource] = useState<SourceRequest>();
  const whatIf = useWhatIf(assumptions, evaluateWith);
  const records = useMemo(() => recordsOf(answers), [answers]);
  const vocabulary = useMemo(() => createVocabulary(knowledge), [knowledge]);
  const patient = patientBanner(answers['patient']);
  const shown = shownAssessment(whatIf) ?? assessment;
  const hasAssumptions = Object.keys(assumptions).length > 0;
  const session = {
    vocabulary,
    evaluation: shown.evaluation,
    record: assessment.evaluation,
    openSource: setSource,
  };
  const close = useCallback(() => {
    setSource(undefined);
  }, []);
  return (
    <SessionContext.Provider value={session}>
      <div class={hasAssumptions ? 'screen assuming' : 'screen'}>
        <Masthead patient={patient} onReconnect={onReconnect} />
        <main aria-busy={whatIf.kind === 'waiting'}>
          {hasAssumptions && (
            <p class="assuming-banner">
              <strong>What if – not the record.</strong> Statuses rest on{' '}
              {Object.keys(assumptions).map(vocabulary.factLabel).join(', ')} as assumed.{' '}
              <button
                type="button"
                onClick={() => {
                  setAssumptions({});
                }}
              >
                Back to the record
              </button>
            </p>
          )}
          <div class="columns">
            <div class="main-column">
              <Notices statements={shown.statements} />
              <DecisiveData />
              <Matrix />
              <Course history={assessment.history} />
            </div>
            <aside aria-label="What if">
              <WhatIfPanel assumptions={assumptions} whatIf={whatIf} onChange={setAssumptions} />
            </aside>
          </div>
          <Limits knowledge={knowledge} />
        </main>
        {source !== undefined && (
          <SourceDrawer request={source} records={records} onClose={close} />
        )}
      </div>
      <PrintSummary
        patient={patient}
        history={assessment.history}
        statements={assessment.statements}
        hasAssumptions={hasAssumptions}
      />
    </SessionContext.Provider>
  );
}

function Limits({ knowledge: { edition } }: { readonly knowledge: AppKnowledge }) {
  return (
    <details class="limits">
      <summary>Limits of the source: {edition.shortLabel}</summary>
      <p>{edition.title}.</p>
      <ul>
        {edition.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </details>
  );
}
