import { createAuthenticator, createKeySetMemory } from '../../src/intake/authentication/index.js';
import { createCdsClient } from '../support/cds-client.js';

const start = new Date('2026-03-02T10:00:00Z');
const url = 'https://keys.example/jwks.json';

/** Two authenticators, one after the other, as a reload makes them. */
function reloading(answers: { readonly first: unknown; readonly second: () => Promise<unknown> }) {
  let at = start;
  const client = createCdsClient({
    now: () => at,
    authentication: { keys: { kind: 'remote', url, isPrivate: false } },
  });
  const memory = createKeySetMemory();
  let asked = 0;
  const create = (answer: () => Promise<unknown>) =>
    createAuthenticator([client.configuration], {
      fetchJson: () => {
        asked += 1;
        return answer();
      },
      replayGuard: () => Promise.resolve('first'),
      now: () => at,
      onKeyFetch: () => undefined,
      memory,
    });
  const before = create(() => Promise.resolve(answers.first ?? client.jwks));
  return {
    client,
    before,
    reload: () => create(answers.second),
    asked: () => asked,
    pass: (minutes: number) => {
      at = new Date(at.getTime() + minutes * 60_000);
    },
  };
}

test('after a reload, keys are used on while the key server is down', async () => {
  const site = reloading({ first: undefined, second: () => Promise.reject(new TypeError('down')) });
  await site.before.authenticate(site.client.authorization());

  const after = site.reload();

  expect((await after.authenticate(site.client.authorization())).id).toBe('hospital');
  expect(site.asked()).toBe(2);
});

test('after a reload, keys are fetched again at once, and withdrawn ones are gone', async () => {
  const other = createCdsClient({ keyId: 'another' });
  const site = reloading({ first: undefined, second: () => Promise.resolve(other.jwks) });
  await site.before.authenticate(site.client.authorization());

  const after = site.reload();

  await expect(after.authenticate(site.client.authorization())).rejects.toMatchObject({
    details: { reason: 'unknown-key' },
  });
});

test('a reload does not make keys live longer than an hour without their server', async () => {
  const site = reloading({ first: undefined, second: () => Promise.reject(new TypeError('down')) });
  await site.before.authenticate(site.client.authorization());
  site.pass(59);
  const after = site.reload();
  expect((await after.authenticate(site.client.authorization())).id).toBe('hospital');

  site.pass(1);

  await expect(after.authenticate(site.client.authorization())).rejects.toMatchObject({
    details: { reason: 'keys-unavailable' },
  });
});

test('a clock that is set back lets no withdrawn key live on, and keeps no new one out', async () => {
  let at = start;
  const authentication = { keys: { kind: 'remote', url, isPrivate: false } } as const;
  const [old, rotated] = ['old', 'rotated'].map((keyId) =>
    createCdsClient({ keyId, now: () => at, authentication }),
  );
  let published = old?.jwks;
  const { authenticate } = createAuthenticator(
    [createCdsClient({ authentication }).configuration],
    {
      fetchJson: () => Promise.resolve(published),
      replayGuard: () => Promise.resolve('first'),
      now: () => at,
      onKeyFetch: () => undefined,
    },
  );
  await authenticate(old?.authorization());

  at = new Date(at.getTime() - 2 * 3_600_000);
  published = rotated?.jwks;

  expect((await authenticate(rotated?.authorization())).id).toBe('hospital');
  await expect(authenticate(old?.authorization())).rejects.toMatchObject({
    details: { reason: 'unknown-key' },
  });
});

test('so many requests wait for a key server that hangs, and no more', async () => {
  const client = createCdsClient({
    now: () => start,
    authentication: { keys: { kind: 'remote', url, isPrivate: false } },
  });
  const answers: ((keys: unknown) => void)[] = [];
  const { authenticate } = createAuthenticator([client.configuration], {
    fetchJson: () => new Promise((resolve) => answers.push(resolve)),
    replayGuard: () => Promise.resolve('first'),
    now: () => start,
    onKeyFetch: () => undefined,
  });
  const waiting = Array.from({ length: 32 }, () => authenticate(client.authorization()));
  await new Promise(setImmediate);

  await expect(authenticate(client.authorization())).rejects.toMatchObject({
    details: { reason: 'keys-unavailable' },
  });
  answers.forEach((answer) => {
    answer(client.jwks);
  });

  expect((await Promise.all(waiting)).map(({ id }) => id)).toEqual(Array(32).fill('hospital'));
  expect((await authenticate(client.authorization())).id).toBe('hospital');
  expect(answers).toHaveLength(1);
});
