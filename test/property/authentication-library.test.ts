/** Our judgement of tokens beside that of a JWT library. */
import fc from 'fast-check';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { SignatureAlgorithm } from '../../src/model/configuration.js';
import { createBench, start } from '../support/authentication-bench.js';
import { createCdsClient, type CdsClient } from '../support/cds-client.js';

const algorithms: readonly SignatureAlgorithm[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];
const clients = algorithms.map((algorithm) =>
  createCdsClient({ algorithm, now: () => start, authentication: { subject: 'nurse' } }),
);
const clientOf = fc.constantFrom(...clients);
const quick = createCdsClient({
  algorithm: 'EdDSA',
  now: () => start,
  authentication: { subject: 'nurse' },
});

/** A bench of its own for each token, so that none is refused as a replay. */
const ours = ({ configuration }: CdsClient, token: string): Promise<string> =>
  createBench([configuration]).outcome(`Bearer ${token}`);

/** `hospital`, or the reason for which the library refuses the token. */
async function theirs({ configuration, jwks }: CdsClient, token: string): Promise<string> {
  const { algorithms: allowed, issuer, audiences, subject } = configuration.authentication;
  try {
    await jwtVerify(token, createLocalJWKSet({ keys: [...jwks.keys] }), {
      algorithms: [...allowed],
      issuer,
      audience: [...audiences],
      ...(subject !== undefined && { subject }),
      clockTolerance: configuration.authentication.clockSkewSeconds,
      currentDate: start,
    });
    return configuration.id;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'invalid') return 'claims';
    return { aud: 'audience', sub: 'subject', nbf: 'not-yet-valid' }[error.claim] ?? error.claim;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
  return 'malformed';
}

const seconds = start.getTime() / 1000;
const instant = fc.oneof(
  fc.integer({ min: seconds - 40, max: seconds + 40 }),
  fc.double({ min: seconds - 40, max: seconds + 40 }),
  fc.constantFrom<unknown>(String(seconds), null, undefined, -1, 0, [seconds], true),
);
const audience = fc.constantFrom<unknown>(
  'https://cds.example/cds-services',
  ['https://cds.example/cds-services'],
  ['elsewhere', 'https://cds.example/cds-services'],
  'https://cds.example',
  { 0: 'https://cds.example/cds-services' },
  [],
  null,
);
const claims = fc.record(
  {
    iat: instant,
    nbf: instant,
    exp: instant,
    aud: audience,
    sub: fc.constantFrom<unknown>('nurse', 'Nurse', ['nurse'], null, undefined),
  },
  { requiredKeys: [] },
);
/** What we ask for beyond the library. */
const ownRules = ['hospital', 'claims', 'lifetime', 'not-yet-valid'];

test('claims that the library refuses are refused for the same reason', async () => {
  await fc.assert(
    fc.asyncProperty(claims, async (changed) => {
      const token = quick.sign({ claims: changed });
      const [our, their] = [await ours(quick, token), await theirs(quick, token)];

      if (their === 'hospital') expect(ownRules).toContain(our);
      else expect(our).toBe(their);
    }),
    { numRuns: 1000 },
  );
});

const header = fc.record(
  {
    alg: fc.constantFrom<unknown>(...algorithms, 'none', 'HS384', 'es384', '', null, ['ES384']),
    crit: fc.constantFrom<unknown>(['b64'], ['b64', 'b64'], ['exp'], [], 'b64', null, {}),
    b64: fc.constantFrom<unknown>(true, 'true', null),
    jwk: fc.constant(quick.jwks.keys[0]),
    typ: fc.constantFrom<unknown>('at+jwt', 1),
  },
  { requiredKeys: [] },
);

test('headers that the library refuses are refused for the same reason', async () => {
  await fc.assert(
    fc.asyncProperty(clientOf, header, async (client, changed) => {
      const token = client.sign({ header: changed });
      const their = await theirs(client, token);
      // The library looks at extensions first.
      const isNotAllowed = changed.alg !== undefined && their === 'malformed';

      expect([their, ...(isNotAllowed ? ['algorithm'] : [])]).toContain(await ours(client, token));
    }),
    { numRuns: 500 },
  );
});

test('each algorithm takes the signatures that the library takes, and no others', async () => {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.nat(255),
    removed: fc.nat(2),
    added: fc.uint8Array({ maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(clientOf, change, async (client, { at, byte, removed, added }) => {
      const token = client.sign();
      const end = token.lastIndexOf('.') + 1;
      const signature = Buffer.from(token.slice(end), 'base64url');
      signature[Math.floor(at * signature.length)] = byte;
      const bytes = Buffer.concat([signature.subarray(removed), added]);
      const changed = token.slice(0, end) + bytes.toString('base64url');

      expect(await ours(client, changed)).toBe(await theirs(client, changed));
    }),
    { numRuns: 500 },
  );
});

test.each(clients.map((client, index) => [algorithms[index], client] as const))(
  '%s tokens are accepted, and no other algorithm is taken for theirs',
  async (algorithm, client) => {
    const parts = client.sign().split('.');
    const relabelled = algorithms.filter((other) => other !== algorithm);

    expect(await ours(client, parts.join('.'))).toBe('hospital');
    for (const alg of relabelled) {
      const all = { ...client.configuration.authentication, algorithms };
      const open = { ...client, configuration: { ...client.configuration, authentication: all } };
      const token = client.sign({ header: { alg } });

      expect(await ours(open, token)).toBe(await theirs(open, token));
      expect(await ours(open, token)).not.toBe('hospital');
    }
  },
);
