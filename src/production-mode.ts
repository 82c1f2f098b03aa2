/** `serve --config FILE`: the service beside real charts. */
import type { RequestListener } from 'node:http';
import { topicCodes } from './cards/index.js';
import {
  loadConfiguration,
  loadLocatedConfiguration,
  type LocatedConfiguration,
} from './config/load-configuration.js';
import type { KnownNames } from './config/reading.js';
import { restartProblems } from './config/restart-problems.js';
import { editionIds, loadKnowledge } from './definitions/index.js';
import { ConfigurationError } from './errors/configuration-error.js';
import type { StaticFiles } from './http/static-pages.js';
import type { Configuration } from './model/configuration.js';
import type { Knowledge } from './model/knowledge.js';
import type { Logger } from './observability/logger.js';
import { appPagesMissing, readAppPages } from './serving/app-pages.js';
import { listen, type HttpServer } from './serving/http-server.js';
import { metricsListener } from './serving/metrics-listener.js';
import { observeRefusals } from './serving/observe.js';
import { openSharedParts, type OpenParts } from './serving/open-shared-parts.js';
import { registerClients } from './serving/registered-clients.js';
import { countRequestsInFlight } from './serving/requests-in-flight.js';
import { createServiceApp } from './serving/service-app.js';
import { whatIsRefused } from './serving/what-is-refused.js';

export interface ProductionContext {
  /** Where criteria/, fhir-mappings/, hooks/ and schemas/ are. */
  readonly root: string;
  readonly software: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly environment: NodeJS.ProcessEnv;
  readonly createLogger: (level: Configuration['logLevel']) => Logger;
  /** Takes sentences for the operator. */
  readonly warn: (sentence: string) => void;
}

export interface RunningService {
  readonly address: HttpServer['address'];
  /** Where /metrics has an address of its own. */
  readonly metricsAddress?: HttpServer['address'];
  /**
   * Reads configuration and knowledge again and serves by them from the next request on; requests in flight finish by
   * the old ones. Rejects with ConfigurationError or DefinitionError, and nothing changes.
   */
  readonly reload: () => Promise<void>;
  /** Finishes what was begun, writes what is waiting, and closes the store. */
  readonly stop: () => Promise<void>;
}

interface Loaded extends LocatedConfiguration {
  readonly knowledge: Knowledge;
  readonly appPages: StaticFiles | undefined;
}

/** One state of the configuration at work. */
interface Generation {
  readonly configuration: Configuration;
  readonly listener: RequestListener;
  /** Resolves when its requests are answered and its connections closed. */
  readonly close: () => Promise<void>;
}

/**
 * Starts listening. Rejects with ConfigurationError or DefinitionError when a file cannot be used, with StoreError when
 * the store cannot be reached, and as the operating system says when an address cannot be had.
 */
export async function startProduction(
  file: string,
  context: ProductionContext,
): Promise<RunningService> {
  const first = load(file, context);
  const { software, now, newId } = context;
  const logger = context.createLogger(first.configuration.logLevel);
  const parts = await openSharedParts(first.configuration, { software, now, newId, logger });
  const serving = { generation: createGeneration(first, parts) };
  const servers = await listenOrClose(serving, parts);
  const { edition, version, hash } = first.knowledge;
  logger.info('service.started', {
    ...servers.main.address,
    store: first.configuration.store.kind,
    edition: edition.id,
    version,
    hash,
  });
  return {
    address: servers.main.address,
    ...(servers.metrics !== undefined && { metricsAddress: servers.metrics.address }),
    reload: () => reload(serving, { servers, parts, load: () => load(file, context), file }),
    stop: () => stop(serving, servers, parts),
  };
}

/** Requests are served by the generation that is here when they arrive. */
interface Serving {
  generation: Generation;
}

interface Servers {
  readonly main: HttpServer;
  readonly metrics: HttpServer | undefined;
}

async function listenOrClose(serving: Serving, parts: OpenParts): Promise<Servers> {
  const { server, limits } = serving.generation.configuration;
  const { metrics: meter, logger } = parts.shared;
  const common = {
    receiveMs: limits.receiveMs,
    keepAliveMs: limits.keepAliveMs,
    onNoRequest: observeRefusals(logger, meter),
  };
  const onRequest: RequestListener = (request, response) => {
    serving.generation.listener(request, response);
  };
  try {
    const metrics =
      server.metrics && (await listen(metricsListener(meter), { ...server.metrics, ...common }));
    const main = await listen(onRequest, { ...server, ...common }).catch(async (error: unknown) => {
      await metrics?.stop(0);
      throw error;
    });
    return { main, metrics };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

interface ReloadParts {
  readonly servers: Servers;
  readonly parts: OpenParts;
  readonly load: () => Loaded;
  readonly file: string;
}

async function reload(serving: Serving, reloadParts: ReloadParts): Promise<void> {
  const { metrics, logger } = reloadParts.parts.shared;
  const previous = serving.generation;
  try {
    const next = reloadParts.load();
    replaceGeneration(serving, next, reloadParts);
    metrics.configurationReload('applied');
    logger.info('configuration.reloaded', { hash: next.knowledge.hash });
  } catch (error) {
    metrics.configurationReload('refused');
    logger.error('configuration.refused', { reason: whatIsRefused(error) });
    throw error;
  }
  await previous.close();
}

function replaceGeneration(
  serving: Serving,
  next: Loaded,
  { servers, parts, file }: ReloadParts,
): void {
  const problems = restartProblems(serving.generation.configuration, next, file);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const { tls } = next.configuration.server;
  if (tls !== undefined) servers.main.renewCertificate(tls);
  serving.generation = createGeneration(next, parts);
}

async function stop(serving: Serving, servers: Servers, parts: OpenParts): Promise<void> {
  const { logger } = parts.shared;
  logger.info('service.stopping');
  parts.startStopping();
  await servers.main.stop(serving.generation.configuration.server.shutdownMs);
  await serving.generation.close();
  await parts.close();
  await servers.metrics?.stop(0);
  logger.info('service.stopped');
}

/** Throws ConfigurationError or DefinitionError. */
function load(file: string, { root, environment, warn }: ProductionContext): Loaded {
  const editions = editionIds(root);
  const { edition } = loadConfiguration(file, { environment, knowledge: { editions } });
  const knowledge = loadKnowledge(root, { edition });
  const located = loadLocatedConfiguration(file, { environment, knowledge: namesIn(knowledge) });
  located.configuration.warnings.forEach(warn);
  const appPages = readAppPages(root);
  if (appPages === undefined) refuseWithoutPages(located, file);
  return { ...located, knowledge, appPages };
}

function refuseWithoutPages({ configuration, locate }: LocatedConfiguration, file: string): void {
  const index = configuration.clients.findIndex(({ smartApp }) => smartApp !== undefined);
  if (index === -1) return;
  const place = locate(['clients', index, 'smartApp']);
  throw new ConfigurationError([{ file, ...place, message: appPagesMissing }]);
}

function namesIn({ edition, services, queryPlan }: Knowledge): KnownNames {
  const topics = topicCodes(edition.groups.map(({ id }) => id));
  return {
    orderIds: services.flatMap(({ orders }) => orders.map(({ id }) => id)),
    resourceTypes: [...new Set(queryPlan.map(({ resourceType }) => resourceType))],
    ...(topics && { topicCodes: topics }),
  };
}

function createGeneration(
  { configuration, knowledge, appPages }: Loaded,
  { shared, replayGuard, keySets }: OpenParts,
): Generation {
  const { server, limits } = configuration;
  const clients = registerClients(configuration, { ...shared, replayGuard, keySets });
  const app = createServiceApp(
    {
      knowledge,
      limits,
      authenticate: clients.authenticate,
      corsOrigins: clients.corsOrigins,
      clients: clients.clients,
      ...(appPages !== undefined && { appPages }),
      baseUrl: () => server.baseUrl,
      basePath: server.basePath,
      trustedProxies: server.trustedProxies,
      showsMetrics: server.metrics === undefined,
    },
    shared,
  );
  const { listener, settled } = countRequestsInFlight(app);
  return {
    configuration,
    listener,
    // A request that is still being sent has yet to read keys, tokens and charts.
    close: async () => {
      await settled();
      await clients.close();
    },
  };
}
