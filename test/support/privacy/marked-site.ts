/** The configuration of the privacy tests: every way to reach a FHIR server, and limits that a test can reach. */
import { generateKeyPairSync } from 'node:crypto';
import type { ProductionOptions, ProductionUnderTest } from '../production-service.js';
import { audience } from '../production-service.js';
import { marker } from './traces.js';

type Json = Readonly<Record<string, unknown>>;

const limits = {
  receiveMs: 600,
  deadlineMs: 700,
  bodyBytes: 100_000,
  entries: 2_000,
  concurrentRequests: 3,
  concurrentRequestsPerClient: 2,
};

const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-384',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** Lines of the key that must not be seen. */
export const privateKeyLines = privateKey
  .split('\n')
  .filter((line) => line.length > 20 && !line.includes('-----'));

const proxyCredentials = `${marker('proxy-user')}:${marker('proxy-password')}`;

export const siteAtStart: ProductionOptions = {
  sections: { limits },
  environment: { PROXY_CREDENTIALS: proxyCredentials, FHIR_KEY: privateKey },
};

export const tenant = marker('tenant');
export const subject = marker('subject');

/** Addresses of FHIR servers, by what is the matter with them. */
export function fhirServersOf({ hospital }: Pick<ProductionUnderTest, 'hospital'>) {
  const { origin, port } = hospital.server;
  return {
    sound: `${origin}/fhir`,
    withOwnToken: `${origin}/own-token/fhir`,
    withoutName: `https://${marker('dns')}.invalid/fhir`,
    withOtherCertificate: `https://127.0.0.1:${port}/${marker('certificate')}`,
    closed: `https://localhost:1/${marker('closed')}`,
    throughProxy: `https://${marker('proxied')}.example/fhir`,
  };
}

export function siteOnceRunning(
  service: Pick<ProductionUnderTest, 'hospital' | 'clinic'>,
  {
    proxyPort,
    storesComments = false,
  }: { readonly proxyPort: number; readonly storesComments?: boolean },
): ProductionOptions {
  const { hospital, clinic } = service;
  const servers = fhirServersOf(service);
  const isPrivate = new Set([
    servers.sound,
    servers.withOwnToken,
    servers.withoutName,
    servers.withOtherCertificate,
    servers.closed,
  ]);
  const fhirServers = Object.values(servers).map((url): Json => ({
    url,
    ...(isPrivate.has(url) && { private: true }),
    ...(url === servers.withOwnToken && {
      backendServices: {
        tokenUrl: `${hospital.server.origin}/token/${marker('token-path')}`,
        clientId: marker('backend-client'),
        scope: `system/*.rs ${marker('backend-scope')}`,
        algorithm: 'ES384',
        keyId: marker('backend-key'),
        privateKey: { environment: 'FHIR_KEY' },
      },
    }),
  }));
  return {
    clients: {
      hospital: {
        smartApp: { clientId: 'criteria-app', frameAncestors: ['https://ehr.example.org'] },
        fhirServers,
        storesComments,
        fhirAccess: { failuresBeforePause: 1_000 },
      },
      clinic: {
        authentication: {
          issuer: clinic.issuer,
          tenant,
          subject,
          audiences: [audience],
          algorithms: ['RS384'],
          keys: { jwksUrl: clinic.jwksUrl, private: true },
        },
        fhirAccess: { failuresBeforePause: 1, pauseMs: 100 },
      },
    },
    sections: {
      limits,
      outbound: {
        certificateAuthoritiesFile: 'authority.pem',
        proxy: {
          url: `http://127.0.0.1:${proxyPort}`,
          credentials: { environment: 'PROXY_CREDENTIALS' },
        },
      },
    },
  };
}
