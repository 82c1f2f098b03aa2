import fc from 'fast-check';
import { AppError } from '../../src/errors/app-error.js';
import { createBench, start } from '../support/authentication-bench.js';
import { createCdsClient } from '../support/cds-client.js';

const client = createCdsClient({ now: () => start });
const valid = client.sign();
const base64Url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const character = fc.oneof(
  fc.constantFrom(...Array.from(base64Url), '.', '='),
  fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
);
const position = fc.nat(valid.length - 1);

/** A bench of its own for each token, so that none is refused as a replay. */
const outcome = (token: string): Promise<string> =>
  createBench([client.configuration]).outcome(`Bearer ${token}`);

test('the token itself is accepted', async () => {
  expect(await outcome(valid)).toBe('hospital');
});

test('no token that differs in one character is accepted', async () => {
  await fc.assert(
    fc.asyncProperty(position, character, async (at, replacement) => {
      fc.pre(valid[at] !== replacement);
      const mutated = valid.slice(0, at) + replacement + valid.slice(at + 1);

      expect(await outcome(mutated)).not.toBe('hospital');
    }),
    { numRuns: 1000 },
  );
});

test('no token with a character more or less is accepted', async () => {
  await fc.assert(
    fc.asyncProperty(position, fc.option(character), async (at, inserted) => {
      const mutated =
        inserted === null
          ? valid.slice(0, at) + valid.slice(at + 1)
          : valid.slice(0, at) + inserted + valid.slice(at);

      expect(await outcome(mutated)).not.toBe('hospital');
    }),
  );
});

test('no other spelling of the last bits of a segment is accepted', async () => {
  const segments = valid.split('.');
  for (const [index, segment] of segments.entries()) {
    for (const last of base64Url) {
      const spelled = segments.with(index, segment.slice(0, -1) + last).join('.');

      expect((await outcome(spelled)) === 'hospital').toBe(spelled === valid);
    }
  }
});

test('whatever the header is, the answer is a client or a refusal', async () => {
  const { authenticate } = createBench([client.configuration]);
  const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  const token = fc.tuple(json, json, fc.base64String()).map((parts) => `Bearer ${parts.join('.')}`);

  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), token), async (authorization) => {
      await expect(authenticate(authorization)).rejects.toBeInstanceOf(AppError);
    }),
  );
});

test('no header or claims of another making, rightly signed or not, are answered with anything but a client or a refusal', async () => {
  const record = fc.dictionary(
    fc.constantFrom(
      'alg',
      'kid',
      'jku',
      'crit',
      'b64',
      'iss',
      'aud',
      'exp',
      'iat',
      'nbf',
      'jti',
      'tenant',
    ),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(record, record, async (header, claims) => {
      const answer = await outcome(client.sign({ header, claims }));

      expect(answer).toMatch(/^[a-z-]+$/);
    }),
  );
});
