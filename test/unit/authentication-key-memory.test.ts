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
