/** Dismissing a card, with the reasons that the service offers. https://cds-hooks.hl7.org/#overridden-guidance */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coding } from '../../../../src/model/cds-hooks.js';
import {
  noFeedback,
  overrideReason,
  sendFeedback,
  takesFeedback,
} from '../calling/card-answers.js';
import { useAttempt } from './attempt.js';
import { useEhr } from './context.js';
import type { CardProps } from './surroundings.js';

/** What the clinician has said so far. */
interface Answer {
  /** Index of an offered reason; empty for none. */
  readonly choice: string;
  readonly comment: string;
}

export function Dismissal(props: CardProps & { readonly onDismissed: () => void }) {
  const { card, version, onDismissed } = props;
  const [answer, setAnswer] = useState<Answer>({ choice: '', comment: '' });
  const [attempt, start] = useAttempt<string>();
  const dismiss = useDismiss(props, answer);
  const news = useRef<HTMLParagraphElement>(null);
  const isBusy = attempt.kind === 'busy';
  useEffect(() => {
    // The button that had the focus is gone.
    if (attempt.kind === 'done') news.current?.focus();
  }, [attempt.kind]);
  if (attempt.kind === 'done') {
    return (
      <p class="news" tabIndex={-1} ref={news}>
        {attempt.result}
      </p>
    );
  }
  return (
    <details class="dismissal">
      <summary>Dismiss this card</summary>
      {takesFeedback(version) && card.uuid !== undefined && (
        <Reasons
          reasons={card.overrideReasons}
          answer={answer}
          isBusy={isBusy}
          onAnswer={setAnswer}
        />
      )}
      <button
        type="button"
        disabled={isBusy}
        onClick={() => {
          void start(async () => {
            const result = await dismiss();
            onDismissed();
            return result;
          });
        }}
      >
        Dismiss
      </button>
      <p role="status" class={attempt.kind === 'failed' ? 'notice problem' : 'news'}>
        {attempt.kind === 'failed' && attempt.reason}
      </p>
    </details>
  );
}

/** Tells the service, and gives what became of it in words. */
function useDismiss({ card, serviceId, version }: CardProps, { choice, comment }: Answer) {
  const ehr = useEhr();
  return async (): Promise<string> => {
    const { uuid } = card;
    if (uuid === undefined) return 'Dismissed. The card has no id: no feedback.';
    const reason = choice === '' ? undefined : card.overrideReasons[Number(choice)];
    const override = overrideReason(reason, comment);
    const isSent = await sendFeedback(
      ehr,
      { uuid },
      {
        serviceId,
        version,
        at: ehr.now().toISOString(),
        outcome: 'overridden',
        ...(override !== undefined && { overrideReason: override }),
      },
    );
    return isSent ? 'Dismissed. Feedback sent: overridden.' : `Dismissed. ${noFeedback}`;
  };
}

interface ReasonsProps {
  readonly reasons: readonly Coding[];
  readonly answer: Answer;
  readonly isBusy: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

function Reasons({ reasons, answer, isBusy, onAnswer }: ReasonsProps) {
  return (
    <>
      <label class="stacked">
        Reason
        <select
          value={answer.choice}
          disabled={isBusy}
          onChange={({ currentTarget }) => {
            onAnswer({ ...answer, choice: currentTarget.value });
          }}
        >
          <option value="">No reason given</option>
          {reasons.map(({ code, display }, index) => (
            <option key={code} value={String(index)}>
              {display ?? code}
            </option>
          ))}
        </select>
      </label>
      <label class="stacked">
        Comment
        <input
          maxLength={500}
          value={answer.comment}
          disabled={isBusy}
          onInput={({ currentTarget }) => {
            onAnswer({ ...answer, comment: currentTarget.value });
          }}
        />
      </label>
    </>
  );
}
