/** Feedback with a marker in every part, and where each of them may lie in the store. */
import { feedbackPath, type ProductionUnderTest } from '../production-service.js';
import { marker } from './traces.js';

/** Of a client that lets comments be kept; sent for a card that was issued, and for one that was not. */
export async function sendMarkedFeedback(
  service: ProductionUnderTest,
  card: string | undefined,
): Promise<Response> {
  const item = {
    outcome: 'accepted',
    outcomeTimestamp: '2026-11-24T10:00:00Z',
    acceptedSuggestions: [{ id: marker('suggestion'), [marker('suggestion-field')]: 1 }],
    [marker('field')]: marker('value'),
    extension: { [marker('extension')]: marker('extension-value') },
    overrideReason: {
      reason: { code: marker('code'), system: marker('system'), display: marker('display') },
      userComment: marker('comment'),
    },
  };
  return service.call(feedbackPath, {
    body: {
      feedback: [
        { ...item, card },
        { ...item, card: marker('card') },
      ],
    },
  });
}

/**
 * Cards are found by the id that was sent, which may be there before the card is; suggestions and reasons are codes that
 * cards offer. All of them are names of things, given by us or by who set up the EHR; comments are kept only where
 * the client allows it.
 */
export const keptOfFeedback: Readonly<Record<string, string>> = {
  card: marker('card'),
  accepted_suggestions: JSON.stringify([marker('suggestion')]),
  reason_code: marker('code'),
  reason_system: marker('system'),
  user_comment: marker('comment'),
};
