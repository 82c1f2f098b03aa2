/** A folder with a sound configuration that uses most fields, and the files, keys and variables that it names. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { loadConfiguration } from '../../src/config/load-configuration.js';
import { ConfigurationError } from '../../src/errors/configuration-error.js';
import type { Configuration } from '../../src/model/configuration.js';

export const soundText = `server:
  baseUrl: https://CDS.hospital.example/nelm/
  tls: { certificateFile: tls.pem, keyFile: tls.key }
  trustedProxies: [10.0.0.5, 'fd00::/64']
  metrics: { port: 9464 }
limits:
  deadlineMs: 3000
store:
  file: \${DATA}/records.sqlite
outbound:
  certificateAuthoritiesFile: tls.pem
  proxy:
    url: http://proxy.hospital.example:3128
    credentials: { environment: PROXY }
    bypass: [fhir.hospital.example]
pseudonymKey: { file: pseudonym.key }
clients:
  - id: first-ehr
    timeZone: Europe/Berlin
    authentication:
      issuer: https://first.example/fhir
      audiences: [https://cds.hospital.example/nelm]
      keys: { jwksUrl: 'https://first.example/jwks?v=1' }
      allowedJkus: [https://first.example/old-jwks]
    fhirServers:
      - url: https://first.example/fhir/
    presentation:
      topicCodes:
        nelmSafetySystemic: { code: SAFETY1 }
      orderDetail: preference-list
      orderCodes:
        scan: [{ system: 'urn:site', code: '17' }]
        referral: omit
  - id: second-ehr
    timeZone: America/New_York
    prefetch: ignore
    authentication:
      issuer: https://shared.example
      tenant: two
      audiences: [nelm]
      keys:
        inline:
          - { kty: EC, crv: P-384, kid: one, x: "\${EC_X}", y: "\${EC_Y}" }
    fhirServers:
      - url: https://10.1.2.3/fhir
        private: true
        backendServices:
          tokenUrl: https://10.1.2.3/token
          clientId: nelm
          scope: system/*.rs
          algorithm: ES384
          keyId: ours
          privateKey: { environment: BACKEND_KEY }
    corsOrigins: [https://second.example:8443]
    smartApp:
      clientId: app-at-second
      frameAncestors: [https://portal.second.example]
      authorizationOrigins: [https://login.second.example]
  - id: third-ehr
    timeZone: UTC
    prefetch: only
    authentication:
      issuer: https://shared.example
      tenant: three
      audiences: [nelm]
      keys: { jwksUrl: 'https://shared.example/jwks' }
`;

const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsaKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
const shortRsaKey = generateKeyPairSync('rsa', { modulusLength: 1024 });

export const ecPrivatePem = ecKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const ecPrivateSec1 = ecKey.privateKey.export({ type: 'sec1', format: 'pem' }).toString();
export const ecPublicJwk = ecKey.publicKey.export({ format: 'jwk' });
export const rsaPrivatePem = rsaKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const rsaPublicJwk = rsaKey.publicKey.export({ format: 'jwk' });
export const shortRsaJwk = shortRsaKey.publicKey.export({ format: 'jwk' });

export const pseudonymText = 'An0ther-k3y-of-thirty-two-bytes!';

export type Variables = Readonly<Record<string, string>>;

export const soundVariables: Variables = {
  PROXY: 'user:password',
  BACKEND_KEY: ecPrivateSec1,
  EC_X: ecPublicJwk.x ?? '',
  EC_Y: ecPublicJwk.y ?? '',
};

export const knowledge = {
  editions: ['review-2016', 'review-2026'],
  orderIds: ['scan', 'referral'],
  topicCodes: ['nelmSafetySystemic', 'nelmPathwaysSystemic'],
  resourceTypes: ['Patient', 'Condition'],
};

const certificate = await generate([{ name: 'commonName', value: 'cds.hospital.example' }]);
const other = await generate([{ name: 'commonName', value: 'other.example' }]);

/** Writes everything but the configuration itself; secrets are readable by their owner only. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nelm-configuration-'));
  const secrets = { mode: 0o600 };
  writeFileSync(join(folder, 'tls.pem'), certificate.cert);
  writeFileSync(join(folder, 'tls.key'), certificate.private, secrets);
  writeFileSync(join(folder, 'other.key'), other.private, secrets);
  writeFileSync(join(folder, 'pseudonym.key'), `${pseudonymText}\n`, secrets);
  writeFileSync(join(folder, 'short.key'), 'S3cret-MARKER-short', secrets);
  writeFileSync(join(folder, 'same.key'), 'M'.repeat(64), secrets);
  writeFileSync(join(folder, 'empty.key'), '\n', secrets);
  return folder;
}

/** Writes `text` as the configuration of `folder` and loads it. */
export function load(folder: string, text: string, variables: Variables = {}): Configuration {
  const file = join(folder, 'nelm-cds.yaml');
  writeFileSync(file, text);
  const environment = { DATA: folder, ...soundVariables, ...variables };
  return loadConfiguration(file, { environment, knowledge });
}

/** The problems of a configuration as `line: sentence`; fails where it is accepted. */
export function problemsOf(folder: string, text: string, variables?: Variables): readonly string[] {
  try {
    load(folder, text, variables);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems.map(({ line, message }) => `${line}: ${message}`);
    }
    throw error;
  }
  throw new TypeError('the configuration was accepted');
}
