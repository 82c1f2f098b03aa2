/** What surrounds a service in production: two EHRs over TLS, a configuration file, and the built command to serve it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCommand, killCommands, runCommand, type CommandRun } from './built-command.js';
import { startFakeEhr, type FakeEhr } from './fake-ehr.js';
import {
  audience,
  configurationOf,
  send,
  servicePath,
  type CallOptions,
  type ProductionOptions,
} from './production-service.js';
import { createAuthority, type Authority } from './secure-server.js';

type Json = Record<string, unknown>;

export interface BenchOptions extends ProductionOptions {
  /** The EHRs that are clients; both unless given. */
  readonly ehrs?: readonly FakeEhr[];
}

/** A process that serves. */
export interface Replica {
  readonly run: CommandRun;
  readonly port: number;
  /** With the base path. */
  readonly url: string;
  readonly call: (path: string, options?: CallOptions) => Promise<Response>;
  /** A call of the service for a synthetic patient, without prefetch. */
  readonly callService: (patientId: string, options?: CallOptions) => Promise<Response>;
  readonly logLines: () => readonly Json[];
  /** Resolves once an event was logged so many times. */
  readonly logged: (event: string, times?: number) => Promise<void>;
  /** SIGHUP, and resolves when that was applied or refused. */
  readonly reload: () => Promise<void>;
  readonly metric: (name: string) => Promise<number | undefined>;
}

export interface ProductionBench {
  readonly authority: Authority;
  readonly hospital: FakeEhr;
  readonly clinic: FakeEhr;
  readonly folder: string;
  readonly configFile: string;
  readonly configure: (options?: BenchOptions) => void;
  /** `environment` is added to that of this process. */
  readonly start: (environment?: NodeJS.ProcessEnv) => Promise<Replica>;
  readonly run: (args: readonly string[], environment?: NodeJS.ProcessEnv) => CommandRun;
  readonly requestFor: (patientId: string, ehr?: FakeEhr) => Json;
  readonly stop: () => Promise<void>;
}

export const pseudonymKey = 'the-key-of-pseudonyms-0123456789abcdef';

export const serverSection = {
  baseUrl: 'https://cds.example.org/nelm',
  port: 0,
  trustedProxies: ['127.0.0.1'],
  shutdownMs: 5000,
};

/** Builds the command first. */
export async function startProductionBench(): Promise<ProductionBench> {
  await buildCommand();
  const now = (): Date => new Date();
  const authority = await createAuthority();
  const [hospital, clinic] = await Promise.all([
    startFakeEhr(authority, { id: 'hospital', audience, now }),
    startFakeEhr(authority, { id: 'clinic', audience, now }),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-bench-'));
  const configFile = join(folder, 'nelm-cds.yaml');
  writeFileSync(join(folder, 'authority.pem'), authority.certificate);
  const configure = ({ ehrs = [hospital, clinic], ...changes }: BenchOptions = {}): void => {
    writeFileSync(configFile, JSON.stringify(configurationOf(ehrs, changes), null, 2));
  };
  const run: ProductionBench['run'] = (args, environment = {}) =>
    runCommand(args, { ...process.env, PSEUDONYM_KEY: pseudonymKey, ...environment });
  const requestFor: ProductionBench['requestFor'] = (patientId, ehr = hospital) => ({
    hook: 'patient-view',
    hookInstance: randomUUID(),
    fhirServer: ehr.fhirBase,
    fhirAuthorization: { access_token: 'access-token', token_type: 'Bearer', expires_in: 300 },
    context: { userId: 'Practitioner/1', patientId },
  });
  configure();
  return {
    authority,
    hospital,
    clinic,
    folder,
    configFile,
    configure,
    run,
    start: (environment) =>
      whenStarted(run(['serve', '--config', configFile], environment), { hospital, requestFor }),
    requestFor,
    stop: async () => {
      await killCommands();
      await Promise.all([hospital.stop(), clinic.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function whenStarted(
  run: CommandRun,
  { hospital, requestFor }: Pick<ProductionBench, 'hospital' | 'requestFor'>,
): Promise<Replica> {
  const logLines = (): readonly Json[] =>
    run
      .output()
      .stdout.split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Json);
  const count = (...events: readonly string[]): number =>
    logLines().filter(({ event }) => events.includes(String(event))).length;
  const logged: Replica['logged'] = (event, times = 1) => run.until(() => count(event) >= times);
  await logged('service.started');
  const port = Number(logLines().find(({ event }) => event === 'service.started')?.['port']);
  const url = `http://127.0.0.1:${port}/nelm`;
  const call: Replica['call'] = (path, options = {}) =>
    send(`${url}${path}`, options, options.as === undefined ? hospital : options.as);
  return {
    run,
    port,
    url,
    call,
    callService: (patientId, options = {}) =>
      call(servicePath, { body: requestFor(patientId, options.as ?? hospital), ...options }),
    logLines,
    logged,
    reload: async () => {
      const ends = ['configuration.reloaded', 'configuration.refused'];
      const before = count(...ends);
      run.kill('SIGHUP');
      await run.until(() => count(...ends) > before);
    },
    metric: async (name) => {
      const lines = (await (await call('/metrics', { as: null })).text()).split('\n');
      const line = lines.find((one) => one.startsWith(`${name} `));
      return line === undefined ? undefined : Number(line.slice(name.length));
    },
  };
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
