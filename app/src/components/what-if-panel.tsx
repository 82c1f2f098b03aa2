/** "What if": facts to try out, and what would change. */
import { useState } from 'preact/hooks';
import { statusWords } from '../evaluation/state-words.js';
import { unitText, valueLabel } from '../evaluation/value-text.js';
import { joinWith, type Vocabulary } from '../evaluation/vocabulary.js';
import { withAssumption, type Assumptions, type AssumedValue } from '../what-if/assumptions.js';
import { questionsFor } from '../what-if/questions.js';
import { statusChanges } from '../what-if/status-changes.js';
import type { WhatIf } from '../what-if/use-what-if.js';
import { useSession } from './session.js';
import { WhatIfControl } from './what-if-control.js';

export interface WhatIfPanelProps {
  readonly assumptions: Assumptions;
  readonly whatIf: WhatIf;
  readonly onChange: (assumptions: Assumptions) => void;
}

export function WhatIfPanel({ assumptions, whatIf, onChange }: WhatIfPanelProps) {
  const { record, vocabulary } = useSession();
  const [added, setAdded] = useState<readonly string[]>([]);
  const { open, others } = questionsFor(record, vocabulary);
  return (
    <section id="what-if" class="what-if" aria-labelledby="what-if-heading">
      <h2 id="what-if-heading" tabIndex={-1}>
        What if
      </h2>
      <p class="quiet">
        Try values for what is open or in doubt. The service judges again; nothing is stored, and
        the record stays as it is.
      </p>
      <Outcome
        assumptions={assumptions}
        whatIf={whatIf}
        onReset={() => {
          onChange({});
        }}
      />
      {[...open, ...added].map((id) => {
        const fact = vocabulary.fact(id);
        return fact === undefined ? null : (
          <WhatIfControl
            key={id}
            fact={fact}
            value={assumptions[id]}
            onChange={(value) => {
              onChange(withAssumption(assumptions, id, value));
            }}
          />
        );
      })}
      <AddQuestion
        ids={others.filter((id) => !added.includes(id))}
        onAdd={(id) => {
          setAdded([...added, id]);
        }}
      />
    </section>
  );
}

interface OutcomeProps {
  readonly assumptions: Assumptions;
  readonly whatIf: WhatIf;
  readonly onReset: () => void;
}

function Outcome({ assumptions, whatIf, onReset }: OutcomeProps) {
  const { vocabulary } = useSession();
  const ids = Object.keys(assumptions);
  return (
    <div class={ids.length === 0 ? 'outcome' : 'outcome active'} role="status">
      {ids.length > 0 && (
        <>
          <p>
            <strong>What if – not the record</strong>
          </p>
          <ul>
            {Object.entries(assumptions).map(([id, value]) => (
              <li key={id}>
                {vocabulary.factLabel(id)}: {assumedText(id, value, vocabulary)}
              </li>
            ))}
          </ul>
          <Changes whatIf={whatIf} />
          <button type="button" onClick={onReset}>
            All as recorded
          </button>
        </>
      )}
    </div>
  );
}

function Changes({ whatIf }: { readonly whatIf: WhatIf }) {
  const { record, vocabulary } = useSession();
  if (whatIf.kind === 'failed') {
    return (
      <p>
        {whatIf.failure.message} {whatIf.failure.advice} The statuses shown are those of the record.
      </p>
    );
  }
  if (whatIf.kind !== 'assumed') return <p>Judging …</p>;
  const changes = statusChanges(record, whatIf.assessment.evaluation);
  if (changes.length === 0) return <p>No status changes.</p>;
  return (
    <ul>
      {changes.map(({ pathway, was, now }) => (
        <li key={pathway}>
          <strong>{vocabulary.pathwayName(pathway)}</strong>: was {statusWords[was]}, now{' '}
          {statusWords[now]}
        </li>
      ))}
    </ul>
  );
}

/** An assumed value in words. */
export function assumedText(id: string, value: AssumedValue, vocabulary: Vocabulary): string {
  const fact = vocabulary.fact(id);
  if (typeof value === 'number') {
    return fact?.kind === 'date' ? `${value} months ago` : `${value}${unitText(fact?.unit)}`;
  }
  if (value === 'none') return fact?.kind === 'date' ? 'never' : 'none';
  const values = typeof value === 'string' ? [value] : value;
  return joinWith(
    'and',
    values.map((member) => valueLabel(member, fact)),
  );
}

function AddQuestion({
  ids,
  onAdd,
}: {
  readonly ids: readonly string[];
  readonly onAdd: (id: string) => void;
}) {
  const { vocabulary } = useSession();
  if (ids.length === 0) return null;
  return (
    <label class="stacked">
      Another fact
      <select
        value=""
        onChange={(event) => {
          if (event.currentTarget.value !== '') onAdd(event.currentTarget.value);
          event.currentTarget.value = '';
        }}
      >
        <option value="">choose …</option>
        {ids.map((id) => (
          <option key={id} value={id}>
            {vocabulary.factLabel(id)}
          </option>
        ))}
      </select>
    </label>
  );
}
