/** What the service said, in the side panel. */
import { evaluationOf, readCards, scopeReasons } from '../calling/service-answer.js';
import type { HookCall } from '../calling/hook-call.js';
import { isSuccess } from '../calling/exchange.js';
import { failureText } from '../calling/operation-outcome.js';
import { CardView } from './card-view.js';
import type { CardSurroundings } from './surroundings.js';

export type CallState =
  | { readonly kind: 'calling' }
  | { readonly kind: 'answered'; readonly call: HookCall }
  /** It did not come to a call. */
  | { readonly kind: 'failed'; readonly reason: string };

export function CardsPanel({ call, ...surroundings }: CardSurroundings & { call: CallState }) {
  return (
    <section class="cards" aria-labelledby="cards-heading" aria-busy={call.kind === 'calling'}>
      <h2 id="cards-heading">Cards</h2>
      <p role="status">{statusText(call)}</p>
      {call.kind === 'failed' && <p class="notice problem">{call.reason}</p>}
      {call.kind === 'answered' && <Answer call={call.call} {...surroundings} />}
    </section>
  );
}

function Answer({ call, ...surroundings }: CardSurroundings & { call: HookCall }) {
  if (!isSuccess(call.answer)) {
    return <p class="notice problem">The service answered {failureText(call.answer)}</p>;
  }
  const { body } = call.answer;
  const cards = readCards(body);
  if (cards === undefined) return <p class="notice problem">The answer holds no list of cards.</p>;
  return (
    <>
      {scopeReasons(evaluationOf(body)).map((text) => (
        <p key={text} class="quiet">
          {text}
        </p>
      ))}
      {cards.map((card, index) => (
        <CardView key={card.uuid ?? index} card={card} {...surroundings} />
      ))}
    </>
  );
}

function statusText(call: CallState): string {
  if (call.kind === 'calling') return 'Calling the service …';
  if (call.kind === 'failed') return 'The service was not called.';
  const { answer, timings } = call.call;
  if (!isSuccess(answer)) return 'The call failed.';
  const count = readCards(answer.body)?.length ?? 0;
  const inTime = `(${timings.callMs} ms)`;
  if (count === 0) return `No cards: the service stays silent for this patient ${inTime}`;
  return `${count === 1 ? '1 card' : `${count} cards`} ${inTime}`;
}
