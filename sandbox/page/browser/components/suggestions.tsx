/** Suggestions as buttons: accepting one stores its record and tells the service. */
import type { Suggestion } from '../../../../src/model/cds-hooks.js';
import { carryOut, noFeedback, sendFeedback } from '../calling/card-answers.js';
import { useAttempt } from './attempt.js';
import type { CardProps } from './surroundings.js';
import { failureWords, useEhr } from './context.js';

export function Suggestions(props: CardProps) {
  const { suggestions } = props.card;
  if (suggestions.length === 0) return null;
  return (
    <div class="suggestions" role="group" aria-label="Suggestions">
      <p class="quiet">Accepting signs the order in this EHR.</p>
      {suggestions.map((suggestion, index) => (
        <SuggestionRow key={`${suggestion.uuid} ${index}`} suggestion={suggestion} {...props} />
      ))}
    </div>
  );
}

interface Accepted {
  readonly references: readonly string[];
  readonly feedback: string;
}

function SuggestionRow(props: CardProps & { readonly suggestion: Suggestion }) {
  const { suggestion, chart, onReopen } = props;
  const accept = useAccept(props);
  const [attempt, start] = useAttempt<Accepted>();
  const isOver = attempt.kind === 'busy' || attempt.kind === 'done';
  return (
    <div class="suggestion">
      <button
        type="button"
        class="primary"
        disabled={isOver}
        onClick={() => {
          void start(accept);
        }}
      >
        {suggestion.label}
      </button>
      {suggestion.isRecommended === true && <span class="quiet">marked as recommended</span>}
      <p role="status" class={attempt.kind === 'failed' ? 'notice problem' : 'news'}>
        {attempt.kind === 'failed' && attempt.reason}
        {attempt.kind === 'done' && (
          <>
            Signed and stored as{' '}
            {attempt.result.references.map((reference) => (
              <a
                key={reference}
                href={`${chart.fhirBase}/${reference}`}
                target="_blank"
                rel="noopener"
              >
                {reference}
              </a>
            ))}
            . {attempt.result.feedback}
          </>
        )}
      </p>
      {attempt.kind === 'done' && (
        <button type="button" onClick={onReopen}>
          Open the chart again
        </button>
      )}
    </div>
  );
}

/** Stored first: feedback on what was not stored would be untrue. A failed feedback does not undo the record. */
function useAccept(props: CardProps & { readonly suggestion: Suggestion }) {
  const { card, suggestion, chart, serviceId, version } = props;
  const ehr = useEhr();
  return async (): Promise<Accepted> => {
    const references = await carryOut(ehr, chart, suggestion);
    const { uuid } = card;
    if (uuid === undefined) return { references, feedback: 'The card has no id: no feedback.' };
    try {
      const isSent = await sendFeedback(
        ehr,
        { uuid },
        {
          serviceId,
          version,
          at: ehr.now().toISOString(),
          outcome: 'accepted',
          acceptedSuggestions: [{ id: suggestion.uuid }],
        },
      );
      return { references, feedback: isSent ? 'Feedback sent: accepted.' : noFeedback };
    } catch (error) {
      return { references, feedback: failureWords(error) };
    }
  };
}
