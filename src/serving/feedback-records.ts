import type { FeedbackCall } from '../http/app.js';
import type { FeedbackRecord } from '../model/audit.js';

/** Feedback as it is kept: comments, which may speak of the patient, only where the client allows it. */
export function toFeedbackRecords(call: FeedbackCall): readonly FeedbackRecord[] {
  const { client, serviceId, feedback, arrivedAt } = call;
  return feedback.items.map((item) => {
    const { reason, userComment } = item.overrideReason ?? {};
    return {
      card: item.card,
      clientId: client.id,
      serviceId,
      outcome: item.outcome,
      outcomeTimestamp: item.outcomeTimestamp,
      receivedAt: arrivedAt.toISOString(),
      acceptedSuggestions: item.acceptedSuggestions,
      ...(reason !== undefined && {
        reason: {
          code: reason.code,
          ...(reason.system !== undefined && { system: reason.system }),
        },
      }),
      ...(client.storesComments && userComment !== undefined && { userComment }),
    };
  });
}
