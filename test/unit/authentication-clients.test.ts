import type { SignatureAlgorithm } from '../../src/model/configuration.js';
import { isPublicTestAddress, publicTestKeyId } from '../../src/trust/public-test-client.js';
import { createBench, start } from '../support/authentication-bench.js';
import { createCdsClient } from '../support/cds-client.js';

const now = () => start;
const seconds = start.getTime() / 1000;

describe('tokens as EHRs make them', () => {
  test('Epic: RS384, a kid in base64, its own address of keys, 15 minutes, valid from 5 minutes ago', async () => {
    const jku = 'https://epic.example/api/epic/2019/Security/Open/PublicKeys/530013/530013';
    const keyId = 'kU6pGK8+6MlEfcFQ2k/9bHJf5hCNsY1fq3bUfQ==';
    const epic = createCdsClient({
      id: 'epic',
      algorithm: 'RS384',
      keyId,
      now,
      authentication: {
        issuer: 'https://epic.example/FHIR/R4',
        subject: '4d9f8f6a-0000-4c38-8f58-6b1a3b0f2c11',
        keys: { kind: 'remote', url: jku, isPrivate: false },
      },
    });
    const bench = createBench([epic.configuration], {
      fetchJson: () => Promise.resolve(epic.jwks),
    });
    const claims = { nbf: seconds - 300, exp: seconds + 900 };

    expect(await bench.outcome(epic.authorization({ header: { jku }, claims }))).toBe('epic');
  });

  test('CDS Hooks sandbox, on a site of its own: ES384, the address called as audience, no subject', async () => {
    const base = 'https://cds.example/cds-services';
    const audiences = [base, `${base}/nelm-patient-view`, `${base}/nelm-patient-view/feedback`];
    const sandbox = createCdsClient({
      id: 'own-sandbox',
      now,
      authentication: { issuer: 'https://hooks-sandbox.example', audiences },
    });
    const bench = createBench([sandbox.configuration]);

    for (const aud of audiences) {
      expect(await bench.outcome(sandbox.authorization({ claims: { aud } }))).toBe('own-sandbox');
    }
  });

  test.each<SignatureAlgorithm>([
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
  ])('%s', async (algorithm) => {
    const client = createCdsClient({ algorithm, now });
    const bench = createBench([client.configuration]);

    expect(await bench.outcome(client.authorization())).toBe('hospital');
  });

  test.each(['bearer', 'BEARER', 'Bearer ', 'bEARER  '])(
    'the scheme written %p',
    async (scheme) => {
      const client = createCdsClient({ now });

      expect(await createBench([client.configuration]).outcome(`${scheme} ${client.sign()}`)).toBe(
        'hospital',
      );
    },
  );
});

describe('clients of one issuer', () => {
  const issuer = 'https://cds-hooks.cerner.example';
  const tenantOf = (id: string, tenant: string | undefined) =>
    createCdsClient({
      id,
      now,
      authentication: { issuer, ...(tenant !== undefined && { tenant }) },
    });
  const north = tenantOf('north', 'tenant-n');
  const south = tenantOf('south', 'tenant-s');
  const plain = tenantOf('plain', undefined);
  const bothTenants = [north.configuration, south.configuration];

  test('are told apart by their tenant', async () => {
    const bench = createBench(bothTenants);

    expect(await bench.outcome(north.authorization())).toBe('north');
    expect(await bench.outcome(south.authorization())).toBe('south');
  });

  test.each([
    ['unknown', 'tenant-x'],
    ['missing', undefined],
    ['in another case', 'TENANT-N'],
    ['a list', ['tenant-n']],
    ['null', null],
  ])('are not chosen by a tenant that is %s', async (_title, tenant) => {
    expect(
      await createBench(bothTenants).outcome(north.authorization({ claims: { tenant } })),
    ).toBe('unknown-tenant');
  });

  test('cannot sign for each other', async () => {
    const bench = createBench(bothTenants);
    const claims = { tenant: 'tenant-s' };

    expect(await bench.outcome(north.authorization({ claims }))).toBe('unknown-key');
    expect(await bench.outcome(north.authorization({ header: { kid: 'south-key' }, claims }))).toBe(
      'signature',
    );
  });

  test('have a tenant to check even when there is only one of them', async () => {
    const bench = createBench([north.configuration]);

    expect(await bench.outcome(north.authorization())).toBe('north');
    expect(await bench.outcome(north.authorization({ claims: { tenant: 'tenant-x' } }))).toBe(
      'unknown-tenant',
    );
  });

  test('without a tenant are chosen by tokens without one', async () => {
    const bench = createBench([plain.configuration, north.configuration]);

    expect(await bench.outcome(plain.authorization())).toBe('plain');
    expect(await bench.outcome(north.authorization())).toBe('north');
    expect(await bench.outcome(plain.authorization({ claims: { tenant: 'tenant-x' } }))).toBe(
      'unknown-tenant',
    );
  });

  test('that cannot be told apart are not guessed at', async () => {
    const twin = tenantOf('twin', 'tenant-n');

    expect(
      await createBench([north.configuration, twin.configuration]).outcome(north.authorization()),
    ).toBe('unknown-tenant');
  });
});

describe('the public CDS Hooks sandbox', () => {
  const address = 'https://sandbox.cds-hooks.org';
  const jku = `${address}/.well-known/jwks.json`;

  test.each([
    ['its issuer', { issuer: address }, {}],
    ['its key', {}, { kid: publicTestKeyId }],
    ['its address of keys', { allowedJkus: [jku] }, { jku }],
  ])('is refused by %s, even where a configuration trusts it', async (_title, trust, header) => {
    const client = createCdsClient({
      now,
      ...('kid' in header && { keyId: header.kid }),
      authentication: trust,
    });
    const bench = createBench([client.configuration]);

    expect(await bench.outcome(client.authorization({ header }))).toBe('public-test-key');
    expect(bench.requests).toEqual([]);
  });

  test.each([
    ['https://sandbox.cds-hooks.org', true],
    ['https://sandbox.cds-hooks.org/.well-known/jwks.json', true],
    ['http://SANDBOX.cds-hooks.org.:8080/x', true],
    ['https://user@sandbox.cds-hooks.org', true],
    ['https://sandbox.cds-hooks.org.example', false],
    ['https://my-sandbox.cds-hooks.org', false],
    ['https://hospital.example/?sandbox.cds-hooks.org', false],
    ['sandbox.cds-hooks.org', false],
    ['', false],
  ])('is recognised in the address %p: %p', (url, expected) => {
    expect(isPublicTestAddress(url)).toBe(expected);
  });
});
