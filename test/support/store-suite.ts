/** What every store must do, whatever database is behind it. */
import { afterEach, beforeEach, describe } from '@jest/globals';
import { openStore } from '../../src/audit/index.js';
import type { Store } from '../../src/model/audit.js';
import type { StoreLocation } from '../../src/model/configuration.js';
import { testFeedback } from './store-feedback-tests.js';
import { testProcesses } from './store-process-tests.js';
import { testRecords } from './store-record-tests.js';

/** One empty database of its own. */
export interface TestDatabase {
  readonly location: StoreLocation;
  /** In the order of their first column. */
  readonly rows: (table: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly execute: (sql: string) => Promise<void>;
  /** Makes the store unable to write until `mend`. */
  readonly cut: () => Promise<void>;
  readonly mend: () => void;
  readonly remove: () => Promise<void>;
}

export interface StoreUnderTest {
  /** Another store on the same database. */
  readonly open: () => Promise<Store>;
  readonly database: () => TestDatabase;
}

const dayMs = 86_400_000;

export function describeStore(name: string, createDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let database: TestDatabase;
    let stores: Store[];

    const open = async (): Promise<Store> => {
      const store = await openStore(database.location, { lateAfterMs: dayMs });
      stores.push(store);
      return store;
    };

    beforeEach(async () => {
      stores = [];
      database = await createDatabase();
    });

    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await database.remove();
    });

    const suite: StoreUnderTest = { open, database: () => database };
    testRecords(suite);
    testFeedback(suite);
    testProcesses(suite);
  });
}
