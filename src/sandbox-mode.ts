/** `serve --sandbox`: the service for trying out, without authentication, with synthetic patients beside it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mountSandbox, sandboxAppClientId } from '../sandbox/index.js';
import { isLoopbackName } from '../sandbox/loopback.js';
import { isAtOrBelow } from './at-or-below.js';
import { createRecorder, openStore } from './audit/index.js';
import { plainPresentation } from './cards/index.js';
import { readArguments, readTimeZone, UsageError } from './cli/arguments.js';
import { loadKnowledge } from './definitions/index.js';
import { createOpenFhirAccess } from './gather/index.js';
import type { Client } from './model/client.js';
import type { Limits } from './model/configuration.js';
import type { Logger } from './observability/logger.js';
import { createMetrics } from './observability/metrics.js';
import { createOutbound } from './outbound/index.js';
import { AppPagesMissing, readAppPages } from './serving/app-pages.js';
import { listen, type HttpServer } from './serving/http-server.js';
import { observeRecorder, observeRefusals } from './serving/observe.js';
import { createPseudonym } from './serving/pseudonyms.js';
import { createServiceApp, type ServiceOptions } from './serving/service-app.js';

export interface SandboxOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly baseUrl: string | undefined;
  readonly timeZone: string;
  readonly allowedFhirServers: readonly URL[];
  /** Authorization servers of the allowed FHIR servers, where these are on another origin. */
  readonly allowedAuthorizationServers?: readonly URL[];
}

export interface SandboxContext {
  readonly root: string;
  readonly software: string;
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface RunningSandbox {
  readonly url: string;
  readonly patients: readonly {
    readonly id: string;
    readonly name: string;
    readonly story: string;
  }[];
  /** Finishes requests in flight, then closes everything. */
  readonly stop: () => Promise<void>;
}

const limits: Limits = {
  bodyBytes: 10 * 1024 * 1024,
  receiveMs: 30_000,
  keepAliveMs: 75_000,
  deadlineMs: 3_500,
  entries: 20_000,
  pages: 50,
  responseBytes: 20_000_000,
  concurrentRequests: 200,
  concurrentRequestsPerClient: 200,
  concurrentBodyBytes: 128 * 1024 * 1024,
};

/** For requests in flight when the sandbox is stopped. */
const patienceMs = 10_000;

/** Reads the arguments of `serve --sandbox`. */
export function readSandboxOptions(args: readonly string[]): SandboxOptions {
  const { values } = readArguments({
    args: [...args],
    options: {
      sandbox: { type: 'boolean' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '3000' },
      'base-url': { type: 'string' },
      'time-zone': { type: 'string' },
      'allow-fhir-server': { type: 'string', multiple: true },
      'allow-authorization-server': { type: 'string', multiple: true },
    },
  });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    throw new UsageError(`--port: "${values.port}" is not a port number.`);
  }
  return {
    host: values.host,
    port,
    baseUrl:
      values['base-url'] === undefined
        ? undefined
        : readUrl(values['base-url'], '--base-url').href.replace(/\/$/, ''),
    timeZone: readTimeZone(values['time-zone']),
    allowedFhirServers: (values['allow-fhir-server'] ?? []).map((url) =>
      readUrl(url, '--allow-fhir-server'),
    ),
    allowedAuthorizationServers: (values['allow-authorization-server'] ?? []).map((url) =>
      readUrl(url, '--allow-authorization-server'),
    ),
  };
}

function readUrl(text: string, option: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`${option}: "${text}" is not an http or https address.`);
  }
  return url;
}

/** Starts listening; rejects when the address cannot be had. */
export async function startSandbox(
  options: SandboxOptions,
  context: SandboxContext,
): Promise<RunningSandbox> {
  const { software, now, logger } = context;
  const appPages = readAppPages(context.root);
  if (appPages === undefined) throw new AppPagesMissing();
  const knowledge = loadKnowledge(context.root);
  const newId = randomUUID;
  const metrics = createMetrics({ withProcess: true });
  const store = await openStore({ kind: 'sqlite', file: ':memory:' });
  const recorder = createRecorder(store, observeRecorder(logger, metrics));
  const pseudonym = createPseudonym(randomBytes(32));
  const state: { address?: HttpServer['address']; isStopping: boolean } = { isStopping: false };
  const isStopping = (): boolean => state.isStopping;
  const baseUrl = (): string => options.baseUrl ?? listeningUrl(state.address);
  const client = sandboxClient(options);
  let patients: RunningSandbox['patients'] = [];
  const app = createServiceApp(
    {
      knowledge,
      limits,
      ...openToAll(client),
      appPages,
      baseUrl,
      mount: (mounted) => {
        const serviceIds = knowledge.services.map(({ id }) => id);
        patients = mountSandbox(mounted, { baseUrl, newId, now, serviceIds });
      },
    },
    { software, now, newId, logger, metrics, recorder, pseudonym, isStopping },
  );
  const http = await listen(app, {
    ...options,
    receiveMs: limits.receiveMs,
    keepAliveMs: limits.keepAliveMs,
    onNoRequest: observeRefusals(logger, metrics),
  });
  state.address = http.address;
  const stop = async (): Promise<void> => {
    state.isStopping = true;
    await http.stop(patienceMs);
    await client.fhirAccess.close();
    await recorder.close();
    await store.close();
  };
  return { url: baseUrl(), patients, stop };
}

/** Whatever a client sends to prove itself (the key of the CDS Hooks sandbox is public) proves nothing here. */
function openToAll(
  client: Client,
): Pick<ServiceOptions, 'authenticate' | 'clients' | 'corsOrigins' | 'basePath' | 'showsMetrics'> {
  return {
    authenticate: () => Promise.resolve(client),
    clients: [client],
    corsOrigins: client.corsOrigins,
    basePath: '',
    showsMetrics: true,
  };
}

function sandboxClient(options: SandboxOptions): Client {
  const isAllowedFhirBase = (base: URL): boolean =>
    isLoopbackName(base.hostname) ||
    options.allowedFhirServers.some((allowed) => isWithin(base, allowed));
  const fhirAccess = createOpenFhirAccess({
    isAllowedFhirBase,
    outbound: createOutbound({}),
    maxResponseBytes: limits.responseBytes,
  });
  return {
    id: 'sandbox',
    corsOrigins: 'any',
    fhirAccess,
    prefetch: { use: 'prefer', nullMeans: 'empty' },
    mayExplain: true,
    timeZone: options.timeZone,
    storesComments: false,
    presentation: plainPresentation,
    smartApp: {
      clientId: sandboxAppClientId,
      frameAncestors: ["'self'", ...loopbackSources],
      connectSources: [...loopbackSources, ...allowedOrigins(options)],
      fhirAccess,
      isFhirBase: (base) => isAllowedFhirBase(new URL(base)),
    },
  };
}

/** Pages and servers of this machine; an IPv6 address is no source (CSP 3, host-source). */
const loopbackSources = ['http://127.0.0.1:*', 'http://localhost:*'];

function allowedOrigins(options: SandboxOptions): readonly string[] {
  const servers = [...options.allowedFhirServers, ...(options.allowedAuthorizationServers ?? [])];
  return [...new Set(servers.map(({ origin }) => origin))];
}

function listeningUrl(address: HttpServer['address'] | undefined): string {
  const { host, port } = address ?? { host: '127.0.0.1', port: '' };
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Same origin, and at or below the path. */
function isWithin(url: URL, allowed: URL): boolean {
  const prefix = allowed.pathname.replace(/\/$/, '');
  return url.origin === allowed.origin && isAtOrBelow(url.pathname, prefix);
}

/** What a newcomer sees first. */
export function sandboxBanner({ url, patients }: RunningSandbox, { host }: SandboxOptions): string {
  const [first] = patients;
  const request = JSON.stringify({
    hook: 'patient-view',
    hookInstance: '6bc883b2-b795-4dcb-b661-34884a31d472',
    fhirServer: `${url}/sandbox/fhir`,
    context: { userId: 'Practitioner/example', patientId: first?.id ?? '' },
  });
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(host);
  return [
    '',
    'nelm-cds SANDBOX: synthetic patients only, NO AUTHENTICATION. Never connect it to real charts.',
    ...(isOpen
      ? [
          `WARNING: listening on ${host}, reachable from other machines, with no authentication at all.`,
        ]
      : []),
    '',
    `  Mock EHR page   ${url}/sandbox/        (${patients.length} patients)`,
    `  CDS services    ${url}/cds-services`,
    `  FHIR R4 server  ${url}/sandbox/fhir`,
    '',
    'Try a card:',
    '',
    `  curl -s ${url}/cds-services/nelm-patient-view -H 'Content-Type: application/json' -d '${request}'`,
    '',
  ].join('\n');
}
