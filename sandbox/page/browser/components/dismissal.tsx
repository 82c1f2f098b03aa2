/** Dismissing a card, with the reasons that the service offers. https://cds-hooks.hl7.org/#overridden-guidance */
import { useState } from 'preact/hooks';
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

export function Dismissal(props: CardProps) {
  const { card, version } = props;
  const [answer, setAnswer] = useState<Answer>({ choice: '', comment: '' });
  const [attempt, start] = useAttempt<string>();
  const dismiss = useDismiss(props, answer);
  const isOver = attempt.kind === 'busy' || attempt.kind === 'done';
  return (
    <details class="dismissal">
      <summary>Dismiss this card</summary>
      {takesFeedback(version) && card.uuid !== undefined && (
        <Reasons
          reasons={card.overrideReasons}
          answer={answer}
          isOver={isOver}
          onAnswer={setAnswer}
        />
      )}
      <button
        type="button"
        disabled={isOver}
        onClick={() => {
          void start(dismiss);
        }}
      >
        Dismiss
      </button>
      <p role="status" class={attempt.kind === 'failed' ? 'notice problem' : 'news'}>
        {attempt.kind === 'failed' && attempt.reason}
        {attempt.kind === 'done' && attempt.result}
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
  readonly isOver: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

function Reasons({ reasons, answer, isOver, onAnswer }: ReasonsProps) {
  return (
    <>
      <label class="stacked">
        Reason
        <select
          value={answer.choice}
          disabled={isOver}
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
          disabled={isOver}
          onInput={({ currentTarget }) => {
            onAnswer({ ...answer, comment: currentTarget.value });
          }}
        />
      </label>
    </>
  );
}
