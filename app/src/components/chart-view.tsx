/** An open chart: everything the app shows of a patient. */
import { useMemo, useState } from 'preact/hooks';
import type { AppKnowledge } from '../../../src/model/smart-app.js';
import { patientBanner } from '../chart/patient-banner.js';
import type { ChartAnswers } from '../chart/read-chart.js';
import { recordsOf } from '../chart/records.js';
import type { Assessment } from '../evaluation/evaluate.js';
import { createVocabulary } from '../evaluation/vocabulary.js';
import type { Assumptions } from '../what-if/assumptions.js';
import {
  shownAssessment,
  useWhatIf,
  type EvaluateAssumptions,
  type WhatIf,
} from '../what-if/use-what-if.js';
import { Course } from './course.js';
import { DecisiveData } from './decisive-data.js';
import { Masthead } from './masthead.js';
import { Matrix } from './matrix.js';
import { Notices } from './notices.js';
import { PrintSummary } from './print-summary.js';
import { SessionContext, useSession, type SourceRequest } from './session.js';
import { SourceDrawer } from './source-drawer.js';
import { WhatIfPanel, type WhatIfPanelProps } from './what-if-panel.js';

export interface ChartViewProps {
  readonly answers: ChartAnswers;
  readonly assessment: Assessment;
  readonly knowledge: AppKnowledge;
  readonly evaluateWith: EvaluateAssumptions;
  /** Set when the token no longer works. */
  readonly onReconnect: (() => void) | undefined;
}

export function ChartView({
  answers,
  assessment,
  knowledge,
  evaluateWith,
  onReconnect,
}: ChartViewProps) {
  const [assumptions, setAssumptions] = useState<Assumptions>({});
  const [source, setSource] = useState<SourceRequest>();
  const whatIf = useWhatIf(assumptions, evaluateWith);
  const records = useMemo(() => recordsOf(answers), [answers]);
  const vocabulary = useMemo(() => createVocabulary(knowledge), [knowledge]);
  const patient = patientBanner(answers['patient']);
  const shown = shownAssessment(whatIf) ?? assessment;
  const session = {
    vocabulary,
    evaluation: shown.evaluation,
    record: assessment.evaluation,
    openSource: setSource,
  };
  const { history, statements } = assessment;
  const hasAssumptions = Object.keys(assumptions).length > 0;
  return (
    <SessionContext.Provider value={session}>
      <div class="screen">
        <Masthead patient={patient} onReconnect={onReconnect} />
        <Screen
          assessment={{ ...shown, history }}
          assumptions={assumptions}
          whatIf={whatIf}
          onChange={setAssumptions}
        />
        {source !== undefined && (
          <SourceDrawer
            request={source}
            records={records}
            onClose={() => {
              setSource(undefined);
            }}
          />
        )}
      </div>
      <PrintSummary {...{ patient, history, statements, hasAssumptions }} />
    </SessionContext.Provider>
  );
}

interface ScreenProps extends WhatIfPanelProps {
  /** As shown. */
  readonly assessment: Assessment;
}

function Screen({ assessment, assumptions, whatIf, onChange }: ScreenProps) {
  const { record } = useSession();
  return (
    <main aria-busy={whatIf.kind === 'waiting'}>
      <AssumptionBanner
        assumptions={assumptions}
        whatIf={whatIf}
        onReset={() => {
          onChange({});
        }}
      />
      <div class="columns">
        <div class="main-column">
          <Notices statements={assessment.statements} />
          {record.inScope && (
            <>
              <DecisiveData />
              <Matrix />
            </>
          )}
          <Course history={assessment.history} />
        </div>
        {record.inScope && (
          <aside aria-label="What if">
            <WhatIfPanel assumptions={assumptions} whatIf={whatIf} onChange={onChange} />
          </aside>
        )}
      </div>
      <Limits />
    </main>
  );
}

interface AssumptionBannerProps {
  readonly assumptions: Assumptions;
  readonly whatIf: WhatIf;
  readonly onReset: () => void;
}

/** Stays in sight while statuses rest on assumptions. */
function AssumptionBanner({ assumptions, whatIf, onReset }: AssumptionBannerProps) {
  const { vocabulary } = useSession();
  const ids = Object.keys(assumptions);
  if (ids.length === 0) return null;
  return (
    <p class="assuming-banner">
      {whatIf.kind === 'assumed' ? (
        <>
          <strong>What if – not the record.</strong> Statuses rest on{' '}
          {ids.map(vocabulary.factLabel).join(', ')} as assumed.{' '}
        </>
      ) : (
        <>
          <strong>What if.</strong> {unsettledText(whatIf)}{' '}
        </>
      )}
      <button type="button" onClick={onReset}>
        Back to the record
      </button>
    </p>
  );
}

/** What the statuses on screen rest on while those asked for are not there. */
function unsettledText(whatIf: WhatIf): string {
  if (whatIf.kind === 'waiting' && whatIf.last !== undefined) {
    return 'Judging … the statuses shown are those of the assumptions before.';
  }
  const isWaiting = whatIf.kind === 'waiting';
  return `${isWaiting ? 'Judging … the' : 'The'} statuses shown are those of the record.`;
}

function Limits() {
  const { edition } = useSession().vocabulary.knowledge;
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
