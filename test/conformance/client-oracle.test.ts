/** Oracle Health, as its draft documentation shows it: no prefetch, one issuer for all tenants. */
import { randomUUID } from 'node:crypto';
import { createCdsClient, type CdsClient } from '../support/cds-client.js';
import { clientFixture } from '../support/client-fixture.js';
import { comparableAnswer, type ExplainedAnswer } from '../support/comparable-answer.js';
import type { FakeEhr } from '../support/fake-ehr.js';
import {
  audience,
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { patients } from '../support/sandbox-charts.js';
import { rule } from './rule.js';

type Json = Readonly<Record<string, unknown>>;

const at = new Date();
const seconds = Math.floor(at.getTime() / 1000);
const issuer = 'https://cds-hooks.cerner.example';
const jku = 'https://authorization.cerner.example/jwk';
const signers = {
  hospital: createCdsClient({ id: 'hospital', algorithm: 'ES256' }),
  clinic: createCdsClient({ id: 'clinic', algorithm: 'RS256' }),
};

let service: ProductionUnderTest;

/** hospital and clinic: two tenants, told apart by nothing but the claim. */
beforeAll(async () => {
  service = await startProductionUnderTest({
    now: () => at,
    clients: { hospital: tenant('hospital'), clinic: tenant('clinic') },
  });
}, 30_000);

afterAll(() => service.stop());

function tenant(id: keyof typeof signers): Json {
  const { configuration, jwks } = signers[id];
  return {
    prefetch: 'ignore',
    mayExplain: true,
    authentication: {
      issuer,
      tenant: `tenant-of-${id}`,
      audiences: [audience],
      algorithms: configuration.authentication.algorithms,
      keys: { inline: jwks.keys },
      allowedJkus: [jku],
    },
  };
}

function authorization(signer: CdsClient, claimedTenant: string): string {
  const { id, authentication } = signer.configuration;
  return signer.authorization(
    clientFixture('oracle/token', {
      algorithm: authentication.algorithms[0],
      keyId: `${id}-key`,
      jku,
      audience,
      tenant: claimedTenant,
      tokenId: randomUUID(),
      issuedAt: seconds,
      expiresAt: seconds + 300,
    }),
  );
}

async function call(ehr: FakeEhr, patientId: string, changes: Json = {}): Promise<Response> {
  const signer = ehr.id === 'hospital' ? signers.hospital : signers.clinic;
  const body = clientFixture('oracle/patient-view', {
    hookInstance: randomUUID(),
    fhirServer: ehr.fhirBase,
    accessToken: `token-of-${ehr.id}`,
    ourClientId: 'our-client-id',
    patientId,
    userId: '4464007',
    encounterId: '97953477',
  });
  return service.call(servicePath, {
    as: null,
    headers: { authorization: authorization(signer, `tenant-of-${ehr.id}`) },
    body: { ...body, ...changes },
  });
}

async function answerAbout(ehr: FakeEhr, patientId: string): Promise<Json> {
  const response = await call(ehr, patientId);
  expect(response.status).toBe(200);
  return comparableAnswer((await response.json()) as ExplainedAnswer);
}

rule(
  'R3',
  "Oracle's short pages are read to their end, with the token, and give the same cards",
  async () => {
    const { hospital, clinic } = service;
    clinic.interceptWith((request) => {
      const isSearch = request.url?.includes('?') === true && !request.url.includes('_count=');
      if (isSearch) request.url = `${request.url ?? ''}&_count=2`;
      return false;
    });

    for (const { id } of patients) {
      expect(await answerAbout(clinic, id)).toEqual(await answerAbout(hospital, id));
    }

    const next = clinic.fhirRequests.filter(({ url }) => url.includes('_page='));
    expect(next.length).toBeGreaterThan(patients.length);
    expect(hospital.fhirRequests.filter(({ url }) => url.includes('_page='))).toEqual([]);
    expect(new Set(clinic.fhirRequests.map((request) => request.authorization))).toEqual(
      new Set(['Bearer token-of-clinic']),
    );
  },
);

rule(
  'R3',
  'a client registered without prefetch is offered no templates, and what it sends is not read',
  async () => {
    const prefetch = { patient: { resourceType: 'Patient', id: 'another' }, conditions: null };
    const headers = { authorization: authorization(signers.hospital, 'tenant-of-hospital') };
    const discovery = await service.call('/cds-services', { as: null, headers });

    expect(await discovery.text()).not.toContain('prefetch"');
    expect((await call(service.hospital, 'elm', { prefetch })).status).toBe(200);
  },
);

rule('A2', 'tenants of one issuer cannot speak for each other, nor without a tenant', async () => {
  const statusOf = async (signer: CdsClient, claimedTenant: string): Promise<number> => {
    const headers = { authorization: authorization(signer, claimedTenant) };
    return (await service.call('/cds-services', { as: null, headers })).status;
  };

  expect(await statusOf(signers.hospital, 'tenant-of-hospital')).toBe(200);
  expect(await statusOf(signers.clinic, 'tenant-of-clinic')).toBe(200);
  expect(await statusOf(signers.hospital, 'tenant-of-clinic')).toBe(401);
  expect(await statusOf(signers.hospital, '')).toBe(401);
});

rule('R3', 'the FHIR server of one tenant is not open to the other', async () => {
  const changes = { fhirServer: service.clinic.fhirBase };

  expect((await call(service.hospital, 'elm', changes)).status).toBe(403);
});
