import type { Kysely } from 'kysely';
import type { Tables, TokenUseRow } from './tables.js';

/** What differs between SQLite and PostgreSQL. Rejects with what the driver throws. */
export interface Database {
  /** Runs `work` in a transaction; resolves once it is on disk. */
  readonly transact: <Result>(
    work: (transaction: Kysely<Tables>) => Promise<Result>,
  ) => Promise<Result>;
  /**
   * Until the transaction ends no other one gets past this. Without it a card and its feedback, written at the same
   * time by two processes, would not see each other.
   */
  readonly waitForTurn: (transaction: Kysely<Tables>) => Promise<void>;
  /** Inserts uses of tokens in one such transaction, and gives the keys that were not there. */
  readonly claimTokens: (uses: readonly TokenUseRow[]) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}
