/** Production mode as an operator starts it, in this process: configuration file, store in a folder, EHRs over TLS. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createLogger } from '../../src/observability/logger.js';
import { packageRoot } from '../../src/package-root.js';
import { startProduction, type RunningService } from '../../src/production-mode.js';
import type { TokenOverrides } from './cds-client.js';
import { startFakeEhr, type FakeEhr } from './fake-ehr.js';
import { createAuthority } from './secure-server.js';

export const audience = 'https://cds.example.org/nelm/cds-services';
export const servicePath = '/cds-services/nelm-patient-view';
export const feedbackPath = `${servicePath}/feedback`;

type Json = Record<string, unknown>;

export interface ProductionOptions {
  /** Fields over those of every client in the configuration, by client id. */
  readonly clients?: Readonly<Record<string, Json>>;
  /** Sections over those of the configuration. */
  readonly sections?: Json;
  readonly environment?: NodeJS.ProcessEnv;
  readonly now?: () => Date;
}

export interface CallOptions {
  /** Who signs; nobody where null. */
  readonly as?: FakeEhr | null;
  readonly token?: TokenOverrides;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it is. */
  readonly body?: unknown;
}

export interface ProductionUnderTest {
  readonly running: RunningService;
  readonly url: string;
  /** Two EHRs: `hospital` and `clinic`. */
  readonly hospital: FakeEhr;
  readonly clinic: FakeEhr;
  readonly folder: string;
  readonly configFile: string;
  /** Writes the configuration anew; `running.reload()` makes it hold. */
  readonly configure: (options: ProductionOptions) => void;
  readonly call: (path: string, options?: CallOptions) => Promise<Response>;
  /** A call of the service for a synthetic patient, without prefetch. */
  readonly callService: (patientId: string, options?: CallOptions) => Promise<Response>;
  readonly requestFor: (patientId: string, ehr?: FakeEhr) => Json;
  readonly logText: () => string;
  readonly logLines: () => readonly Json[];
  /** What was told to the operator. */
  readonly warnings: readonly string[];
  readonly stop: () => Promise<void>;
}

/** `now` is the clock of service and EHRs; tokens are signed by the real one unless their claims say otherwise. */
export async function startProductionUnderTest(
  options: ProductionOptions = {},
): Promise<ProductionUnderTest> {
  const now = options.now ?? ((): Date => new Date());
  const authority = await createAuthority();
  const [hospital, clinic] = await Promise.all([
    startFakeEhr(authority, { id: 'hospital', audience, now }),
    startFakeEhr(authority, { id: 'clinic', audience, now, algorithm: 'RS384' }),
  ]);
  const stopEhrs = async (): Promise<void> => {
    await Promise.all([hospital.stop(), clinic.stop()]);
  };
  const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-production-'));
  const configFile = join(folder, 'nelm-cds.yaml');
  writeFileSync(join(folder, 'authority.pem'), authority.certificate);
  const configure = (changes: ProductionOptions): void => {
    writeFileSync(
      configFile,
      JSON.stringify(configurationOf([hospital, clinic], changes), null, 2),
    );
  };
  configure(options);
  const written: string[] = [];
  const warnings: string[] = [];
  const running = await startProduction(configFile, {
    root: packageRoot(),
    software: 'nelm-cds test',
    now,
    newId: randomUUID,
    environment: { PSEUDONYM_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789', ...options.environment },
    createLogger: () =>
      createLogger({ level: 'debug', destination: { write: (line) => void written.push(line) } }),
    warn: (sentence) => void warnings.push(sentence),
  }).catch(async (error: unknown) => {
    await stopEhrs();
    throw error;
  });
  const url = `http://127.0.0.1:${running.address.port}/nelm`;
  const call = (path: string, options: CallOptions = {}): Promise<Response> =>
    send(`${url}${path}`, options, options.as === undefined ? hospital : options.as);
  const requestFor = (patientId: string, ehr = hospital): Json => ({
    hook: 'patient-view',
    hookInstance: randomUUID(),
    fhirServer: ehr.fhirBase,
    fhirAuthorization: { access_token: 'access-token', token_type: 'Bearer', expires_in: 300 },
    context: { userId: 'Practitioner/1', patientId },
  });
  return {
    running,
    url,
    hospital,
    clinic,
    folder,
    configFile,
    configure,
    call,
    callService: (patientId, options = {}) =>
      call(servicePath, { body: requestFor(patientId, options.as ?? hospital), ...options }),
    requestFor,
    logText: () => written.join(''),
    logLines: () => written.map((line) => JSON.parse(line) as Json),
    warnings,
    stop: async () => {
      await running.stop();
      await stopEhrs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What an operator would write, with these EHRs as clients. */
export function configurationOf(ehrs: readonly FakeEhr[], options: ProductionOptions): Json {
  return {
    server: {
      baseUrl: 'https://cds.example.org/nelm',
      port: 0,
      trustedProxies: ['127.0.0.1'],
      shutdownMs: 5000,
    },
    outbound: { certificateAuthoritiesFile: 'authority.pem' },
    pseudonymKey: { environment: 'PSEUDONYM_KEY' },
    clients: ehrs.map((ehr) => ({
      id: ehr.id,
      timeZone: 'Europe/Berlin',
      authentication: {
        issuer: ehr.issuer,
        audiences: [audience],
        algorithms: ehr.client.configuration.authentication.algorithms,
        keys: { jwksUrl: ehr.jwksUrl, private: true },
      },
      fhirServers: [{ url: ehr.fhirBase, private: true }],
      ...options.clients?.[ehr.id],
    })),
    ...options.sections,
  };
}

/** Sends a request, signed by `signer`. */
export function send(url: string, options: CallOptions, signer: FakeEhr | null): Promise<Response> {
  const { body, method = body === undefined ? 'GET' : 'POST', token, headers } = options;
  return fetch(url, {
    method,
    headers: {
      ...(signer !== null && { authorization: signer.client.authorization(token) }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
