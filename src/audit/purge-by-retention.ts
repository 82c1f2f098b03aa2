import type { PurgeBefore, PurgeCounts, Store } from '../model/audit.js';
import type { Retention } from '../model/configuration.js';

const dayMs = 86_400_000;

/** What the retention lets go at `now`; uses of tokens go once their token has expired. */
export function purgeBefore(retention: Retention, now: Date): PurgeBefore {
  const daysAgo = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  return {
    issuedCards: daysAgo(retention.issuedCardDays),
    feedback: daysAgo(retention.feedbackDays),
    calls: daysAgo(retention.callDays),
    tokenUses: now.toISOString(),
  };
}

/** Removes what is older than the retention allows. Rejects as the store does. */
export function purgeByRetention(
  store: Store,
  retention: Retention,
  now: Date,
): Promise<PurgeCounts> {
  return store.purge(purgeBefore(retention, now));
}
