import {
  createReplayGuard,
  type ReplayGuardOptions,
} from '../../src/intake/authentication/index.js';
import type { ReplayFallback } from '../../src/model/authentication.js';
import type { TokenUse } from '../../src/model/audit.js';
import {
  createBench,
  createClock,
  createTokenStore,
  start,
} from '../support/authentication-bench.js';
import { createCdsClient } from '../support/cds-client.js';

const now = () => start;
const down = () => Promise.reject(new Error('down'));

/** A guard, what it asked the store, and what it could not have kept there. */
function createGuard(options: Partial<ReplayGuardOptions> = {}) {
  const clock = createClock();
  const asked: TokenUse[] = [];
  const remembered: TokenUse[] = [];
  const fallbacks: ReplayFallback[] = [];
  const { claimToken = createTokenStore() } = options;
  const guard = createReplayGuard({
    now: clock.now,
    onFallback: (why) => fallbacks.push(why),
    remember: (use) => remembered.push(use),
    ...options,
    claimToken: (use) => {
      asked.push(use);
      return claimToken(use);
    },
  });
  const use = (key: string, seconds = 300): TokenUse => ({
    key,
    expiresAt: new Date(clock.now().getTime() + seconds * 1000).toISOString(),
  });
  return { guard, use, asked, remembered, fallbacks, ...clock };
}

describe('a token', () => {
  const hospital = createCdsClient({ now });
  const clinic = createCdsClient({ id: 'clinic', now });
  const clients = [hospital.configuration, clinic.configuration];
  const claims = { jti: 'one' };

  test('is accepted once', async () => {
    const bench = createBench(clients);
    const authorization = hospital.authorization();

    expect(await bench.outcome(authorization)).toBe('hospital');
    expect(await bench.outcome(authorization)).toBe('replayed');
  });

  test('is accepted once when it comes many times at once', async () => {
    const bench = createBench(clients);
    const authorization = hospital.authorization();

    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => bench.outcome(authorization)),
    );

    expect(outcomes.filter((outcome) => outcome === 'hospital')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(9);
  });

  test('is refused with the jti of another of its issuer', async () => {
    const bench = createBench(clients);

    expect(await bench.outcome(hospital.authorization({ claims }))).toBe('hospital');
    expect(await bench.outcome(hospital.authorization({ claims }))).toBe('replayed');
  });

  test('may have the jti of a token of another issuer', async () => {
    const bench = createBench(clients);

    expect(await bench.outcome(hospital.authorization({ claims }))).toBe('hospital');
    expect(await bench.outcome(clinic.authorization({ claims }))).toBe('clinic');
  });

  test('that was accepted by another process is refused', async () => {
    const claimToken = createTokenStore();
    const [one, two] = [1, 2].map(() =>
      createBench(clients, { replayGuard: createGuard({ claimToken }).guard }),
    );
    const authorization = hospital.authorization();

    expect(await one?.outcome(authorization)).toBe('hospital');
    expect(await two?.outcome(authorization)).toBe('replayed');
  });

  test('is claimed as a digest, until it cannot be used any more', async () => {
    const { guard, asked } = createGuard();
    const bench = createBench(clients, { replayGuard: guard });

    await bench.outcome(hospital.authorization({ claims: { jti: 'secret' } }));

    // sha256 of the issuer, a line feed and the jti
    expect(asked).toEqual([
      {
        key: 'JiBtB2q34hyINI5fpfKxXM8xnX3uFXEgqnFj2wkIPVU',
        expiresAt: '2026-03-02T10:05:30.000Z',
      },
    ]);
  });

  test('that is refused is not claimed', async () => {
    const { guard, asked } = createGuard();
    const bench = createBench(clients, { replayGuard: guard });

    expect(await bench.outcome(hospital.authorization({ claims: { aud: 'x' } }))).toBe('audience');
    expect(await bench.outcome(hospital.authorization({ header: { kid: 'x' } }))).toBe(
      'unknown-key',
    );

    expect(asked).toEqual([]);
  });

  test('is accepted while the store is down, and its replay refused', async () => {
    const { guard } = createGuard({ claimToken: down });
    const bench = createBench(clients, { replayGuard: guard });
    const authorization = hospital.authorization();

    expect(await bench.outcome(authorization)).toBe('hospital');
    expect(await bench.outcome(authorization)).toBe('replayed');
  });

  test('is refused when neither store nor memory can keep it', async () => {
    const { guard } = createGuard({ claimToken: down, maxRemembered: 1 });
    const bench = createBench(clients, { replayGuard: guard });

    expect(await bench.outcome(hospital.authorization())).toBe('hospital');
    expect(await bench.outcome(hospital.authorization())).toBe('replay-memory-full');
  });
});

describe('the replay guard', () => {
  test('takes the word of the store', async () => {
    const { guard, use, fallbacks, remembered } = createGuard({
      claimToken: ({ key }) => Promise.resolve(key !== 'elsewhere'),
    });

    expect(await guard(use('here'))).toBe('first');
    expect(await guard(use('elsewhere'))).toBe('used');
    expect([fallbacks, remembered]).toEqual([[], []]);
  });

  test('does not ask the store for what it remembers', async () => {
    const { guard, use, asked } = createGuard();

    await guard(use('one'));
    expect(await guard(use('one'))).toBe('used');

    expect(asked).toHaveLength(1);
  });

  test.each([
    ['rejects', down],
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
  ])(
    'answers from memory when the store %s, and hands on what it could not keep',
    async (_title, claimToken) => {
      const { guard, use, fallbacks, remembered } = createGuard({ claimToken });

      expect(await guard(use('one'))).toBe('first');
      expect(await guard(use('one'))).toBe('used');

      expect(fallbacks).toEqual(['failed']);
      expect(remembered).toEqual([use('one')]);
    },
  );

  test('answers from memory when the store is too slow, and outlives its late failure', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    let fail: (error: Error) => void = () => undefined;
    const claimToken = () =>
      new Promise<boolean>((_resolve, reject) => {
        fail = reject;
      });
    const { guard, use, fallbacks, remembered } = createGuard({ claimToken, timeoutMs: 5 });

    expect(await guard(use('one'))).toBe('first');
    fail(new Error('late'));
    await new Promise(setImmediate);

    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
    expect(fallbacks).toEqual(['timeout']);
    expect(remembered).toEqual([use('one')]);
  });

  test('leaves the store alone for two seconds after a failure', async () => {
    const { guard, use, asked, fallbacks, remembered, pass } = createGuard({ claimToken: down });

    await guard(use('one'));
    pass(1.999);
    await guard(use('two'));
    expect(asked).toHaveLength(1);
    pass(0.001);
    await guard(use('three'));

    expect(asked.map(({ key }) => key)).toEqual(['one', 'three']);
    expect(fallbacks).toEqual(['failed', 'paused', 'failed']);
    expect(remembered.map(({ key }) => key)).toEqual(['one', 'two', 'three']);
  });

  test('asks the store again once it is back', async () => {
    let isDown = true;
    const store = createTokenStore();
    const { guard, use, asked, fallbacks, pass } = createGuard({
      claimToken: (claimed) => (isDown ? down() : store(claimed)),
    });

    await guard(use('one'));
    isDown = false;
    pass(2);
    await guard(use('two'));
    await guard(use('three'));

    expect(asked).toHaveLength(3);
    expect(fallbacks).toEqual(['failed']);
  });

  test('goes by the store alone when its memory is full', async () => {
    const { guard, use } = createGuard({ maxRemembered: 1 });

    expect(await guard(use('one'))).toBe('first');
    expect(await guard(use('two'))).toBe('first');
    expect(await guard(use('two'))).toBe('used');
  });

  test('hands on no token that it refuses', async () => {
    const { guard, use, remembered } = createGuard({ claimToken: down, maxRemembered: 1 });

    await guard(use('one'));
    expect(await guard(use('two'))).toBe('full');

    expect(remembered.map(({ key }) => key)).toEqual(['one']);
  });

  test('forgets a token when it has expired, and not before', async () => {
    const { guard, use, pass } = createGuard({ claimToken: down, maxRemembered: 1 });

    await guard(use('one', 60));
    pass(50);
    expect(await guard(use('two'))).toBe('full');
    pass(10);
    expect(await guard(use('three'))).toBe('first');
  });
});
