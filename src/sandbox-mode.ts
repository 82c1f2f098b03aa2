/** `serve --sandbox`: the service for trying out, without authentication, with synthetic patients beside it. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mountSandbox } from '../sandbox/index.js';
import { readArguments, readTimeZone, UsageError } from './cli/arguments.js';
import { loadKnowledge } from './definitions/index.js';
import { evidenceIndex, evidencePage, evidenceStyleHash } from './evidence/index.js';
import { nelmCodeSystem } from './fhir/nelm-code-system.js';
import { createOpenFhirAccess } from './gather/index.js';
import { createApp } from './http/app.js';
import { describeServices } from './http/describe-services.js';
import type { Knowledge } from './model/knowledge.js';
import type { Logger } from './observability/logger.js';
import { createOutbound } from './outbound/index.js';
import { createPipeline, type ClientPolicy } from './pipeline.js';

export interface SandboxOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly baseUrl: string | undefined;
  readonly timeZone: string;
  readonly allowedFhirServers: readonly URL[];
}

export interface SandboxContext {
  readonly root: string;
  readonly software: string;
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface RunningSandbox {
  readonly server: Server;
  readonly url: string;
  readonly patients: readonly {
    readonly id: string;
    readonly name: string;
    readonly story: string;
  }[];
}

const limits = { deadlineMs: 3_500, maxPages: 50, maxEntries: 20_000 };
const maxResponseBytes = 20_000_000;

/** Reads the arguments of `serve --sandbox`. */
export function readSandboxOptions(args: readonly string[]): SandboxOptions {
  const { values } = readArguments({
    args: [...args],
    options: {
      sandbox: { type: 'boolean' },
      config: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '3000' },
      'base-url': { type: 'string' },
      'time-zone': { type: 'string' },
      'allow-fhir-server': { type: 'string', multiple: true },
    },
  });
  if (values.config !== undefined) {
    throw new UsageError(
      'serve --config: production mode is not part of this version yet; nothing was started.',
    );
  }
  if (values.sandbox !== true) {
    throw new UsageError(
      'serve needs --sandbox or --config FILE: without either it would be an open service.',
    );
  }
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
  const knowledge = loadKnowledge(context.root);
  const server = createServer();
  const baseUrl = (): string => options.baseUrl ?? listeningUrl(server, options.host);
  const newId = randomUUID;
  const pipeline = createPipeline({
    knowledge,
    software: context.software,
    baseUrl,
    now: context.now,
    newId,
    limits,
  });
  const client: ClientPolicy = {
    fhirAccess: createOpenFhirAccess({
      isAllowedFhirBase: (base) =>
        isLoopback(base) || options.allowedFhirServers.some((allowed) => isWithin(base, allowed)),
      outbound: createOutbound({}),
      maxResponseBytes,
    }),
    prefetch: { use: 'prefer', nullMeans: 'empty' },
    mayExplain: true,
    timeZone: options.timeZone,
  };
  const services = describeServices(knowledge);
  const serviceIds = services.map(({ id }) => id);
  let patients: RunningSandbox['patients'] = [];
  const app = createApp({
    services,
    handle: (serviceId, request) => pipeline.handle(serviceId, request, client),
    evidence: evidencePages(knowledge),
    codeSystem: () => nelmCodeSystem(knowledge),
    logger: context.logger,
    newRequestId: newId,
    corsOrigins: 'any',
    isReady: () => true,
    mount: (mounted) => {
      patients = mountSandbox(mounted, { baseUrl, newId, now: context.now, serviceIds });
    },
  });
  server.on('request', app);
  await listen(server, options);
  return { server, url: baseUrl(), patients };
}

function evidencePages(knowledge: Knowledge): Parameters<typeof createApp>[0]['evidence'] {
  const isOurs = (edition: string): boolean => edition === knowledge.edition.id;
  return {
    page: (edition, pathway) => (isOurs(edition) ? evidencePage(knowledge, pathway) : undefined),
    index: (edition) => (isOurs(edition) ? evidenceIndex(knowledge) : undefined),
    styleHash: evidenceStyleHash,
  };
}

function listen(server: Server, { host, port }: SandboxOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function listeningUrl(server: Server, host: string): string {
  const address = server.address() as AddressInfo | null;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address?.port ?? ''}`;
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Same origin, and at or below the path. */
function isWithin(url: URL, allowed: URL): boolean {
  const prefix = allowed.pathname.replace(/\/$/, '');
  return (
    url.origin === allowed.origin &&
    (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))
  );
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
