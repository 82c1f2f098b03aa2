import { createBench, start } from '../support/authentication-bench.js';
import { createCdsClient, signCompact } from '../support/cds-client.js';

const now = () => start;
const seconds = start.getTime() / 1000;
const hospital = createCdsClient({ now });
const clinic = createCdsClient({ id: 'clinic', now, authentication: { subject: 'our-id' } });
const clients = [hospital.configuration, clinic.configuration];
const { issuer } = hospital.configuration.authentication;
const [audience] = hospital.configuration.authentication.audiences;
const withClaims = (replaced: Readonly<Record<string, unknown>>) =>
  hospital.authorization({ claims: replaced });

describe('the claims', () => {
  test.each([
    ['no iss', { iss: undefined }, 'claims'],
    ['an iss that is a list', { iss: [issuer] }, 'claims'],
    ['an iss of nobody', { iss: 'https://nobody.example' }, 'unknown-issuer'],
    ['an iss with a slash more', { iss: `${issuer}/` }, 'unknown-issuer'],
    ['an iss in another case', { iss: issuer.toUpperCase() }, 'unknown-issuer'],
    ['an iss that looks alike', { iss: issuer.replace('a', 'а') }, 'unknown-issuer'],
    ['an iss that is a name of Object.prototype', { iss: '__proto__' }, 'unknown-issuer'],
    ['no aud', { aud: undefined }, 'audience'],
    ['an empty aud', { aud: '' }, 'audience'],
    ['an aud that is an empty list', { aud: [] }, 'audience'],
    ['an aud that is an object', { aud: { [String(audience)]: true } }, 'audience'],
    ['an aud that is not registered', { aud: 'https://other.example' }, 'audience'],
    ['an aud with a slash more', { aud: `${String(audience)}/` }, 'audience'],
    ['an aud within a longer text', { aud: `${String(audience)} https://x.example` }, 'audience'],
    [
      'a list without the registered aud',
      { aud: ['https://a.example', 'https://b.example'] },
      'audience',
    ],
    ['no exp', { exp: undefined }, 'claims'],
    ['an exp that is text', { exp: String(seconds + 300) }, 'claims'],
    ['an exp that is a date', { exp: '2099-01-01T00:00:00Z' }, 'claims'],
    ['an exp that is null', { exp: null }, 'claims'],
    ['an exp in milliseconds', { exp: (seconds + 300) * 1000 }, 'lifetime'],
    ['no iat', { iat: undefined }, 'claims'],
    ['an iat that is text', { iat: String(seconds) }, 'claims'],
    ['an nbf that is text', { nbf: String(seconds) }, 'claims'],
    ['an nbf that is null', { nbf: null }, 'claims'],
    ['an iat after exp', { iat: seconds + 20, exp: seconds + 10 }, 'lifetime'],
    ['no jti', { jti: undefined }, 'claims'],
    ['an empty jti', { jti: '' }, 'claims'],
    ['a jti that is a number', { jti: 7 }, 'claims'],
  ])('with %s are refused', async (_title, replaced, reason) => {
    expect(await createBench(clients).outcome(withClaims(replaced))).toBe(reason);
  });

  test.each([
    ['exp', '1e400', 'claims'],
    ['iat', '-1e400', 'claims'],
    ['nbf', '-1e400', 'claims'],
  ])('with an %s beyond all numbers are refused', async (claim, number, reason) => {
    const claims = { iss: issuer, aud: audience, iat: seconds, exp: seconds + 300, jti: 'one' };
    const payload = JSON.stringify({ ...claims, [claim]: 0 }).replace(
      `"${claim}":0`,
      `"${claim}":${number}`,
    );
    const token = signCompact({ alg: 'ES384', kid: 'hospital-key' }, payload, {
      algorithm: 'ES384',
      privateKey: hospital.privateKey,
    });

    expect(await createBench(clients).outcome(`Bearer ${token}`)).toBe(reason);
  });

  test.each([
    ['in a list', { aud: ['https://other.example', audience] }],
    ['in a list of one', { aud: [audience] }],
    ['with a tenant that nobody asks for', { tenant: 'any' }],
    ['with a subject that nobody asks for', { sub: 'any' }],
    ['with a unicode jti', { jti: '\u{1F600}\n\u0000' }],
  ])('with the audience %s are accepted', async (_title, replaced) => {
    expect(await createBench(clients).outcome(withClaims(replaced))).toBe('hospital');
  });

  test.each([
    ['the registered one', 'our-id', 'clinic'],
    ['another', 'their-id', 'subject'],
    ['missing', undefined, 'subject'],
    ['a list', ['our-id'], 'subject'],
  ])('with a subject that is %s are answered as registered', async (_title, sub, expected) => {
    expect(await createBench(clients).outcome(clinic.authorization({ claims: { sub } }))).toBe(
      expected,
    );
  });
});

describe('times, with a skew of 30 seconds', () => {
  test.each([
    ['exp one second before the skew is over', { iat: -200, exp: -29 }, 'hospital'],
    ['exp when the skew is over', { iat: -200, exp: -30 }, 'expired'],
    ['exp long ago', { iat: -100_000, exp: -99_900 }, 'expired'],
    ['nbf at the end of the skew', { nbf: 30 }, 'hospital'],
    ['nbf beyond the skew', { nbf: 31 }, 'not-yet-valid'],
    ['nbf long ago', { nbf: -100_000 }, 'hospital'],
    ['iat at the end of the skew', { iat: 30 }, 'hospital'],
    ['iat beyond the skew', { iat: 31 }, 'not-yet-valid'],
    ['iat a fraction beyond the skew', { iat: 30.5 }, 'not-yet-valid'],
    ['exp one hour after iat', { iat: 0, exp: 3600 }, 'hospital'],
    ['exp more than one hour after iat', { iat: 0, exp: 3601 }, 'lifetime'],
    ['exp more than one hour after an iat long ago', { iat: -3400, exp: 300 }, 'lifetime'],
    ['exp at iat', { iat: 0, exp: 0 }, 'lifetime'],
    ['exp a year ahead', { iat: 0, exp: 31_536_000 }, 'lifetime'],
  ])('%s', async (_title, offsets: Readonly<Record<string, number>>, expected) => {
    const times = Object.entries(offsets).map(
      ([claim, offset]) => [claim, seconds + offset] as const,
    );

    expect(await createBench(clients).outcome(withClaims(Object.fromEntries(times)))).toBe(
      expected,
    );
  });

  test('each client has its own skew', async () => {
    const strict = createCdsClient({ id: 'strict', now, authentication: { clockSkewSeconds: 0 } });
    const expired = strict.authorization({ claims: { iat: seconds - 300, exp: seconds } });
    const early = strict.authorization({ claims: { nbf: seconds + 1 } });
    const bench = createBench([...clients, strict.configuration]);

    expect(await bench.outcome(expired)).toBe('expired');
    expect(await bench.outcome(early)).toBe('not-yet-valid');
  });

  test('a token expires as the clock goes on', async () => {
    const bench = createBench(clients);
    const [one, two] = [hospital.authorization(), hospital.authorization()];

    bench.pass(329);
    expect(await bench.outcome(one)).toBe('hospital');
    bench.pass(1);
    expect(await bench.outcome(two)).toBe('expired');
  });
});

test('whoever cannot sign learns nothing of the claims that are expected', async () => {
  const stranger = createCdsClient({ now, keyId: 'hospital-key' });
  const wrong = { iss: issuer, aud: 'x', exp: 1, iat: 0 };

  expect(await createBench(clients).outcome(stranger.authorization({ claims: wrong }))).toBe(
    'signature',
  );
});
