/** What holds between replicas, whichever store they share. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProductionBench, type ProductionBench, type Replica } from './production-bench.js';
import { feedbackPath } from './production-service.js';

export interface SharedStore {
  readonly environment: NodeJS.ProcessEnv;
  readonly rows: (table: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly remove: () => Promise<void>;
}

interface Cards {
  readonly cards: readonly { readonly uuid: string }[];
}

export function testReplicas(
  name: string,
  openShared: (bench: ProductionBench) => Promise<SharedStore>,
): void {
  describe(`replicas on one ${name}`, () => {
    let bench: ProductionBench;
    let store: SharedStore;
    let one: Replica;
    let other: Replica;

    beforeAll(async () => {
      bench = await startProductionBench();
      store = await openShared(bench);
      [one, other] = await Promise.all([
        bench.start(store.environment),
        bench.start(store.environment),
      ]);
    }, 120_000);

    beforeEach(async () => {
      if (one.run.isOver()) one = await bench.start(store.environment);
    });

    afterAll(async () => {
      await bench.stop();
      await store.remove();
    });

    const withToken = (replica: Replica, authorization: string): Promise<number> =>
      replica
        .call('/cds-services', { as: null, headers: { authorization } })
        .then(({ status }) => status);

    test('a token that one has seen is refused by the other', async () => {
      const authorization = bench.hospital.client.authorization();

      expect(await withToken(one, authorization)).toBe(200);
      expect(await withToken(other, authorization)).toBe(401);
    });

    test('a token that both get at once is accepted by one', async () => {
      const accepted: number[] = [];
      for (let round = 0; round < 30; round += 1) {
        const authorization = bench.hospital.client.authorization();
        const statuses = await Promise.all([
          withToken(one, authorization),
          withToken(other, authorization),
        ]);
        accepted.push(statuses.filter((status) => status === 200).length);
      }

      expect(accepted).toEqual(accepted.map(() => 1));
    });

    const issueCard = async (): Promise<string> => {
      const { cards } = (await (await one.callService('elm')).json()) as Cards;
      return cards[0]?.uuid ?? '';
    };
    const sendFeedback = (replica: Replica, card: string): Promise<Response> =>
      replica.call(feedbackPath, {
        body: {
          feedback: [{ card, outcome: 'overridden', outcomeTimestamp: '2026-11-24T10:00:00Z' }],
        },
      });
    const rowOf = async (table: string, column: string, value: string) =>
      (await store.rows(table)).find((row) => row[column] === value);
    const untilStored = async (table: string, column: string, value: string): Promise<void> => {
      while ((await rowOf(table, column, value)) === undefined) await sleep(20);
    };

    test('feedback finds its card, whichever replica issued it', async () => {
      const card = await issueCard();
      const early = await sendFeedback(other, card);
      await untilStored('issued_cards', 'uuid', card);

      expect(early.status).toBe(200);
      expect(await rowOf('feedback', 'card', card)).toMatchObject({ standing: 'matched' });
    });

    test('feedback that was answered is there after SIGKILL', async () => {
      const feedback = await sendFeedback(one, 'no-card-of-ours');
      one.run.kill('SIGKILL');
      await one.run.ended;

      expect(feedback.status).toBe(200);
      expect(await rowOf('feedback', 'card', 'no-card-of-ours')).toMatchObject({
        standing: 'unknown',
      });
    });

    test('cards and calls that were answered 1.5 s before SIGKILL are there', async () => {
      const card = await issueCard();
      await sleep(1_500);
      one.run.kill('SIGKILL');
      await one.run.ended;

      const issued = await rowOf('issued_cards', 'uuid', card);
      expect(await rowOf('calls', 'id', String(issued?.['call_id']))).toMatchObject({
        status: 200,
      });
    });
  });
}
