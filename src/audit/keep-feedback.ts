import type { Kysely } from 'kysely';
import type { FeedbackReceipt, FeedbackRecord, FeedbackStanding } from '../model/audit.js';
import { inChunks } from './in-chunks.js';
import { feedbackRow, storableText } from './rows.js';
import type { IssuedCardRow, Tables } from './tables.js';

type CardKey = Pick<IssuedCardRow, 'uuid' | 'client_id' | 'issued_at'>;

/** Inserts the items that are new, each with its standing. */
export async function keepFeedback(
  db: Kysely<Tables>,
  items: readonly FeedbackRecord[],
  lateAfterMs: number,
): Promise<FeedbackReceipt> {
  const standings = await inChunks(items, async (chunk) => {
    const cards = await cardsOf(db, chunk);
    const rows = chunk.map((item) => feedbackRow(item, standingOf(item, cards, lateAfterMs)));
    return db
      .insertInto('feedback')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('standing')
      .execute();
  });
  const count = (wanted: FeedbackStanding): number =>
    standings.filter(({ standing }) => standing === wanted).length;
  return {
    kept: { matched: count('matched'), late: count('late'), unknown: count('unknown') },
    repeated: items.length - standings.length,
  };
}

async function cardsOf(
  db: Kysely<Tables>,
  items: readonly FeedbackRecord[],
): Promise<ReadonlyMap<string, CardKey>> {
  const uuids = [...new Set(items.map(({ card }) => storableText(card)))];
  const cards = await db
    .selectFrom('issued_cards')
    .select(['uuid', 'client_id', 'issued_at'])
    .where('uuid', 'in', uuids)
    .execute();
  return new Map(cards.map((card) => [card.uuid, card]));
}

function standingOf(
  item: FeedbackRecord,
  cards: ReadonlyMap<string, CardKey>,
  lateAfterMs: number,
): FeedbackStanding {
  const card = cards.get(item.card);
  if (card?.client_id !== item.clientId) return 'unknown';
  const ageMs = Date.parse(item.receivedAt) - Date.parse(card.issued_at);
  return ageMs > lateAfterMs ? 'late' : 'matched';
}
