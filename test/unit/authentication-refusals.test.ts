import { createHmac, generateKeyPairSync } from 'node:crypto';
import { AppError } from '../../src/errors/app-error.js';
import { toOperationOutcome } from '../../src/errors/operation-outcome.js';
import { createBench, start } from '../support/authentication-bench.js';
import { createCdsClient, encodeSegment, signCompact } from '../support/cds-client.js';

const now = () => start;
const jku = 'https://keys.example/hospital/jwks.json';
const hospital = createCdsClient({ now, authentication: { allowedJkus: [jku] } });
const clinic = createCdsClient({
  id: 'clinic',
  now,
  authentication: { allowedJkus: ['https://keys.example/clinic/jwks.json'], subject: 'our-id' },
});
const stranger = createCdsClient({ now, keyId: 'hospital-key' });
const clients = [hospital.configuration, clinic.configuration];
const { issuer } = hospital.configuration.authentication;
const [audience] = hospital.configuration.authentication.audiences;
const seconds = start.getTime() / 1000;
const claims = { iss: issuer, aud: audience, iat: seconds, exp: seconds + 300, jti: 'one' };

const bearer = (token: string): string => `Bearer ${token}`;
const withHeader = (header: Readonly<Record<string, unknown>>) =>
  hospital.authorization({ header });
const withClaims = (replaced: Readonly<Record<string, unknown>>) =>
  hospital.authorization({ claims: replaced });
const unsigned = (alg: unknown): string =>
  bearer(`${encodeSegment({ alg, kid: 'hospital-key' })}.${encodeSegment(claims)}.`);
const signedWithPublicKey = (secret: string): string => {
  const signed = `${encodeSegment({ alg: 'HS256', kid: 'hospital-key' })}.${encodeSegment(claims)}`;
  return bearer(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`);
};
const signedSegments = (header: unknown, payload: unknown): string =>
  bearer(signCompact(header, payload, { algorithm: 'ES384', privateKey: hospital.privateKey }));
const embeddedKey = stranger.jwks.keys[0];

describe('what is no token', () => {
  test.each([
    ['nothing', undefined, 'no-token'],
    ['an empty header', '', 'no-token'],
    ['another scheme', 'Basic aG9zcGl0YWw6cGFzc3dvcmQ=', 'no-token'],
    ['a scheme that begins like Bearer', `Bearers ${hospital.sign()}`, 'no-token'],
    ['the token alone', hospital.sign(), 'no-token'],
    ['the scheme alone', 'Bearer', 'malformed'],
    ['the scheme and a space', 'Bearer ', 'malformed'],
    ['two tokens', `${hospital.authorization()}, ${hospital.authorization()}`, 'malformed'],
    ['a token and something more', `${hospital.authorization()} x`, 'malformed'],
    ['a token behind a tab', `Bearer\t${hospital.sign()}`, 'no-token'],
    ['one segment', 'Bearer abc', 'malformed'],
    ['two segments', bearer(hospital.sign().split('.').slice(0, 2).join('.')), 'malformed'],
    ['four segments', bearer(`${hospital.sign()}.AAAA`), 'malformed'],
    ['five segments', bearer('YQ.YQ.YQ.YQ.YQ'), 'malformed'],
    ['an opaque access token', 'Bearer 2YotnFZFEjr1zCsicMWpAA', 'malformed'],
    ['segments that are not JSON', bearer('YWJj.YWJj.YWJj'), 'malformed'],
    [
      'a header that is a list',
      bearer(`${encodeSegment([])}.${encodeSegment(claims)}.AAAA`),
      'malformed',
    ],
    [
      'claims that are a list',
      signedSegments({ alg: 'ES384', kid: 'hospital-key' }, []),
      'malformed',
    ],
    [
      'claims that are null',
      signedSegments({ alg: 'ES384', kid: 'hospital-key' }, null),
      'malformed',
    ],
    ['base64 with padding', bearer(`${hospital.sign()}=`), 'malformed'],
    ['a character outside ASCII', bearer(`${hospital.sign()}é`), 'malformed'],
    ['a character outside the basic plane', bearer(`𝐚${hospital.sign()}`), 'malformed'],
    [
      'invalid UTF-8',
      bearer(`${Buffer.from([0xff, 0xfe]).toString('base64url')}.e30.AAAA`),
      'malformed',
    ],
    ['a megabyte', bearer('a'.repeat(1_000_000)), 'malformed'],
    ['a megabyte of spaces', `Bearer${' '.repeat(1_000_000)}`, 'malformed'],
    ['a token of more than 16 KB', withClaims({ padding: 'x'.repeat(16_000) }), 'malformed'],
    [
      'deeply nested JSON',
      bearer(`${encodeSegment({})}.${Buffer.from('['.repeat(9000)).toString('base64url')}.AAAA`),
      'malformed',
    ],
  ])('%s is refused', async (_title, authorization, reason) => {
    expect(await createBench(clients).outcome(authorization)).toBe(reason);
  });
});

describe('the header', () => {
  test.each([
    ['alg none', unsigned('none'), 'algorithm'],
    ['alg None', unsigned('None'), 'algorithm'],
    ['no alg', withHeader({ alg: undefined }), 'algorithm'],
    ['an alg that is a list', withHeader({ alg: ['ES384'] }), 'algorithm'],
    ['an unknown alg', withHeader({ alg: 'XX999' }), 'algorithm'],
    ['an alg the client does not use', withHeader({ alg: 'RS384' }), 'algorithm'],
    [
      'HS256 with the public JWK as secret',
      signedWithPublicKey(JSON.stringify(hospital.jwks.keys[0])),
      'algorithm',
    ],
    [
      'HS256 with the public x as secret',
      signedWithPublicKey(String(hospital.jwks.keys[0]?.['x'])),
      'algorithm',
    ],
    ['no kid', withHeader({ kid: undefined }), 'unknown-key'],
    ['an empty kid', withHeader({ kid: '' }), 'unknown-key'],
    ['a kid that is a number', withHeader({ kid: 1 }), 'unknown-key'],
    ['a kid of nobody', withHeader({ kid: 'nobody' }), 'unknown-key'],
    ['the kid of another client', withHeader({ kid: 'clinic-key' }), 'unknown-key'],
    ['a kid in another case', withHeader({ kid: 'Hospital-key' }), 'unknown-key'],
    ['an unknown critical parameter', withHeader({ crit: ['exp2'], exp2: 1 }), 'malformed'],
    ['an unencoded payload', withHeader({ crit: ['b64'], b64: false }), 'malformed'],
    ['an empty list of critical parameters', withHeader({ crit: [] }), 'malformed'],
    [
      'the key of a stranger',
      stranger.authorization({ claims: { iss: issuer, aud: audience } }),
      'signature',
    ],
    [
      'the key of a stranger, brought along as jwk',
      stranger.authorization({
        header: { jwk: embeddedKey },
        claims: { iss: issuer, aud: audience },
      }),
      'signature',
    ],
    [
      'the key of a stranger, brought along under a kid of its own',
      stranger.authorization({ header: { kid: 'x', jwk: embeddedKey }, claims: { iss: issuer } }),
      'unknown-key',
    ],
    [
      'the key of another client',
      clinic.authorization({ header: { kid: 'hospital-key' }, claims: { iss: issuer } }),
      'signature',
    ],
    ['no signature', bearer(`${hospital.sign().split('.').slice(0, 2).join('.')}.`), 'signature'],
    [
      'a signature of zeros',
      bearer(`${hospital.sign().split('.').slice(0, 2).join('.')}.${'A'.repeat(128)}`),
      'signature',
    ],
  ])('with %s is refused', async (_title, authorization, reason) => {
    expect(await createBench(clients).outcome(authorization)).toBe(reason);
  });

  test.each([
    ['of another client', 'https://keys.example/clinic/jwks.json'],
    ['that nobody registered', 'https://attacker.example/jwks.json'],
    ['with more at its end', `${jku}/`],
    ['with a query', `${jku}?x`],
    ['with a fragment', `${jku}#x`],
    ['that is the beginning of the registered one', 'https://keys.example/hospital/jwks'],
    ['in another case', jku.toUpperCase()],
    ['with user information', 'https://keys.example@attacker.example/hospital/jwks.json'],
    ['with the port written out', 'https://keys.example:443/hospital/jwks.json'],
    ['of a longer host', 'https://keys.example.attacker.example/hospital/jwks.json'],
    ['without TLS', jku.replace('https', 'http')],
    ['with a space', ` ${jku}`],
    ['that is empty', ''],
    ['that is null', null],
    ['that is a list', [jku]],
  ])('with a jku %s is refused, and nothing is fetched', async (_title, named) => {
    const bench = createBench(clients);

    expect(await bench.outcome(withHeader({ jku: named }))).toBe('jku');
    expect(bench.requests).toEqual([]);
  });

  test.each([
    ['the registered jku', { jku }],
    ['any typ', { typ: 'whatever' }],
    ['no typ', { typ: undefined }],
    ['x5u and x5c, which are not looked at', { x5u: 'https://attacker.example/x', x5c: ['AAAA'] }],
  ])('with %s is accepted by the inline keys', async (_title, header) => {
    const bench = createBench(clients);

    expect(await bench.outcome(withHeader(header))).toBe('hospital');
    expect(bench.requests).toEqual([]);
  });
});

describe('a refusal', () => {
  const refused = async (authorization: string): Promise<unknown> =>
    createBench(clients)
      .authenticate(authorization)
      .catch((error: unknown) => error);

  test('names the client whose registration the token did not meet, and no cause', async () => {
    const error = await refused(withClaims({ aud: 'https://secret.example' }));

    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      status: 401,
      details: { reason: 'audience', clientId: 'hospital' },
    });
    expect(error).not.toHaveProperty('cause');
  });

  test('shows neither its reason nor anything of the token to the outside', async () => {
    const error = await refused(withClaims({ aud: 'https://secret.example', jti: 'secret' }));

    const answer = JSON.stringify(toOperationOutcome(error));

    expect(answer).not.toMatch(/audience|hospital|secret/);
  });
});

test('a key that is too small for its algorithm is refused', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'small' };
  const { configuration } = createCdsClient({
    now,
    algorithm: 'RS384',
    authentication: { keys: { kind: 'inline', jwks: { keys: [jwk] } } },
  });
  const token = signCompact({ alg: 'RS384', kid: 'small' }, claims, {
    algorithm: 'RS384',
    privateKey,
  });

  expect(await createBench([configuration]).outcome(bearer(token))).toBe('unknown-key');
});
