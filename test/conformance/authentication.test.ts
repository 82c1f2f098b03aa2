import { createHmac, randomUUID } from 'node:crypto';
import { createCdsClient, encodeSegment, type TokenOverrides } from '../support/cds-client.js';
import {
  audience,
  feedbackPath,
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { rule, ruleForEach } from './rule.js';

const origin = 'https://ehr.example.org';
const pauseMs = 31_000;

let service: ProductionUnderTest;
let clockMs = 0;

beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: { hospital: { corsOrigins: [origin] } },
    now: () => new Date(new Date().getTime() + clockMs),
  });
}, 30_000);

afterAll(() => service.stop());

const routes = (): readonly (readonly [path: string, body: unknown])[] => [
  ['/cds-services', undefined],
  [servicePath, service.requestFor('elm')],
  [feedbackPath, { feedback: [] }],
];

async function expectRefusal(response: Response): Promise<void> {
  expect(response.status).toBe(401);
  expect(await response.text()).toBe('');
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
}

/** Seconds since 1970, so many after now. */
function seconds(after: number): number {
  return Math.floor((new Date().getTime() + clockMs) / 1000) + after;
}

rule(
  'A1',
  'discovery, service and feedback take a signed token and refuse everyone else',
  async () => {
    for (const [path, body] of routes()) {
      expect((await service.call(path, { body })).status).toBe(200);
      await expectRefusal(await service.call(path, { body, as: null }));
    }
  },
);

rule('A1', 'nothing is fetched for somebody who is refused', async () => {
  const before = service.hospital.fhirRequests.length;

  await expectRefusal(await service.callService('elm', { as: null }));

  expect(service.hospital.fhirRequests).toHaveLength(before);
});

ruleForEach<[string, string, TokenOverrides]>([
  ['the algorithm none', 'algorithm', { header: { alg: 'none' } }],
  ['an algorithm nobody knows', 'algorithm', { header: { alg: 'XX384' } }],
  ['an algorithm the client is not registered with', 'algorithm', { header: { alg: 'RS384' } }],
  ['no key id', 'unknown-key', { header: { kid: undefined } }],
  ['the id of an unknown key', 'unknown-key', { header: { kid: 'unknown' } }],
  ['a jku that is not listed', 'jku', { header: { jku: 'https://attacker.example/jwks.json' } }],
  ['an unknown issuer', 'unknown-issuer', { claims: { iss: 'https://attacker.example' } }],
  ['no issuer', 'claims', { claims: { iss: undefined } }],
  ['the issuer of another client', 'algorithm', { claims: { iss: 'https://clinic.example/fhir' } }],
  ['another audience', 'audience', { claims: { aud: 'https://other.example/cds-services' } }],
  ['the audience with more at its end', 'audience', { claims: { aud: `${audience}/` } }],
  ['a list of other audiences', 'audience', { claims: { aud: ['https://other.example', 'x'] } }],
  ['no audience', 'audience', { claims: { aud: undefined } }],
  ['a lifetime that is over', 'expired', { claims: { iat: seconds(-700), exp: seconds(-400) } }],
  ['no end of its lifetime', 'claims', { claims: { exp: undefined } }],
  ['a beginning in the future', 'not-yet-valid', { claims: { nbf: seconds(300) } }],
  ['an issue in the future', 'not-yet-valid', { claims: { iat: seconds(300), exp: seconds(600) } }],
  ['no id', 'claims', { claims: { jti: undefined } }],
])('A2', 'a token with %s is 401 without a body', async (_title, reason, token) => {
  await expectRefusal(await service.call('/cds-services', { token }));
  expect(service.logLines().at(-1)).toMatchObject({ code: 'NOT_AUTHENTICATED', reason });
});

rule('A2', 'a token signed with the public key as a shared secret is refused', async () => {
  const [jwk] = service.hospital.client.jwks.keys;
  const claims = {
    iss: service.hospital.issuer,
    aud: audience,
    iat: seconds(0),
    exp: seconds(300),
  };
  const header = { alg: 'HS384', kid: jwk?.kid };
  const signed = `${encodeSegment(header)}.${encodeSegment({ ...claims, jti: randomUUID() })}`;
  const mac = createHmac('sha384', JSON.stringify(jwk)).update(signed).digest('base64url');

  await expectRefusal(await withAuthorization(`Bearer ${signed}.${mac}`));
});

rule('A2', 'a token without its signature, or with one of another key, is refused', async () => {
  const { issuer, client } = service.hospital;
  const stranger = createCdsClient({
    keyId: 'hospital-key',
    authentication: { issuer, audiences: [audience] },
  });
  const [header = '', claims = ''] = client.sign().split('.');

  await expectRefusal(await withAuthorization(`Bearer ${header}.${claims}.`));
  await expectRefusal(await withAuthorization(stranger.authorization()));
});

rule('A2', 'a token is taken once', async () => {
  const authorization = service.hospital.client.authorization();

  expect((await withAuthorization(authorization)).status).toBe(200);
  await expectRefusal(await withAuthorization(authorization));
});

ruleForEach<[string, TokenOverrides]>([
  ['the audience in a list', { claims: { aud: ['https://other.example', audience] } }],
  ['a clock that is a little ahead', { claims: { iat: seconds(20), nbf: seconds(20) } }],
  ['a beginning in the past', { claims: { nbf: seconds(-300), exp: seconds(900) } }],
  ['claims and headers of its own', { header: { typ: 'at+jwt', x: 1 }, claims: { tenant: 't' } }],
])('A2', 'a token with %s is taken', async (_title, token) => {
  expect((await service.call('/cds-services', { token })).status).toBe(200);
});

rule(
  'A3',
  'a new key holds once it is published, and an old one until it is withdrawn',
  async () => {
    const { client, nextClient, publish } = service.hospital;
    const statusWith = async (signer: typeof client): Promise<number> =>
      (await withAuthorization(signer.authorization({ claims: lifetime() }))).status;
    const before = await statusWith(nextClient);

    publish([client, nextClient]);
    clockMs += pauseMs;
    const during = [await statusWith(nextClient), await statusWith(client)];

    publish([nextClient]);
    clockMs += 11 * 60_000;
    const after = [await statusWith(nextClient), await statusWith(client)];

    publish([client]);
    clockMs += 11 * 60_000;
    await statusWith(client);
    expect({ before, during, after }).toEqual({
      before: 401,
      during: [200, 200],
      after: [200, 401],
    });
  },
);

rule('A3', 'a flood of unknown keys does not become a flood at the key server', async () => {
  clockMs += pauseMs;
  const keyRequests = (): number =>
    service.hospital.server.requests.filter(({ url }) => url === '/jwks.json').length;
  const before = keyRequests();

  for (let count = 0; count < 10; count += 1) {
    const token = { header: { kid: randomUUID() }, claims: lifetime() };
    await expectRefusal(await service.call('/cds-services', { token }));
  }

  expect(keyRequests() - before).toBe(1);
});

rule(
  'A4',
  'a preflight of a registered origin is answered without a token, on every route',
  async () => {
    for (const [path] of routes()) {
      const response = await preflight(path, origin);

      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase();
      expect(allowed?.split(', ')).toEqual(
        expect.arrayContaining(['authorization', 'content-type']),
      );
    }
  },
);

rule('A4', 'a preflight of another origin is answered, and allows nothing', async () => {
  const response = await preflight(servicePath, 'https://attacker.example');

  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

function lifetime(): { readonly iat: number; readonly exp: number } {
  return { iat: seconds(0), exp: seconds(300) };
}

function withAuthorization(authorization: string): Promise<Response> {
  return service.call('/cds-services', { as: null, headers: { authorization } });
}

function preflight(path: string, from: string): Promise<Response> {
  return service.call(path, {
    as: null,
    method: 'OPTIONS',
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}
