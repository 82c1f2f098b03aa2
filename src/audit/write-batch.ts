import type { Kysely } from 'kysely';
import type { RecordBatch } from '../model/audit.js';
import { inChunks } from './in-chunks.js';
import { callRow, issuedCardRow, tokenUseRows } from './rows.js';
import type { Tables } from './tables.js';

/** Inserts what is not there yet; feedback that came before its card is matched with it. */
export async function writeBatch(db: Kysely<Tables>, batch: RecordBatch): Promise<void> {
  await insertMissing(db, 'calls', batch.calls.map(callRow));
  await insertMissing(db, 'token_uses', tokenUseRows(batch.tokenUses));
  const cards = batch.issuedCards.map(issuedCardRow);
  await insertMissing(db, 'issued_cards', cards);
  await matchWaitingFeedback(
    db,
    cards.map(({ uuid }) => uuid),
  );
}

async function insertMissing<Name extends 'calls' | 'issued_cards' | 'token_uses'>(
  db: Kysely<Tables>,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> {
  await inChunks(rows, (chunk) =>
    db
      .insertInto<'calls' | 'issued_cards' | 'token_uses'>(table)
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

async function matchWaitingFeedback(db: Kysely<Tables>, uuids: readonly string[]): Promise<void> {
  await inChunks(uuids, (chunk) =>
    db
      .updateTable('feedback')
      .set({ standing: 'matched' })
      .where('standing', '=', 'unknown')
      .where('card', 'in', chunk)
      .where((build) =>
        build.exists(
          build
            .selectFrom('issued_cards')
            .select('uuid')
            .whereRef('issued_cards.uuid', '=', 'feedback.card')
            .whereRef('issued_cards.client_id', '=', 'feedback.client_id'),
        ),
      )
      .execute(),
  );
}
